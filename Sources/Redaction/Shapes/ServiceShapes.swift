extension ShapeTable {
  /// Keys of services for messages, money, shops and work.
  static let services = """
    Slack token: xoxb-<w20-255> xoxp-<w20-255> xoxa-<w20-255> xoxr-<w20-255> xoxs-<w20-255> xoxo-<w20-255>
    Slack token: xoxe.xoxb-<w20-255> xoxe.xoxp-<w20-255> xoxe-<w20-255> xoxc-<w20-255> xoxd-<p20-512> xapp-<w20-255> xwfp-<w20-255>
    webhook address: hooks.slack.com/services/^<f30-120> hooks.slack.com/workflows/^<f30-160> hooks.slack.com/triggers/^<f30-160>
    webhook address: open.feishu.cn/open-apis/bot/v2/hook/^<U> open.larksuite.com/open-apis/bot/v2/hook/^<U>
    webhook address: discord.com/api/webhooks/^<f40-160> discordapp.com/api/webhooks/^<f40-160>
    webhook address: .webhook.office.com/webhookb2/^<g60-240> outlook.office.com/webhook/^<g60-240>
    webhook address: hooks.zapier.com/hooks/catch/^<f12-60> maker.ifttt.com/trigger/^<f20-120>
    webhook address: .make.com/^<l28-40> .tines.com/webhook/^<f60-80> .m.pipedream.net/^<w20-60>
    Telegram token: <d8-10>:AA<w33> /bot^<d8-10>:AA<w33>
    Twilio key: SK<h32>
    SendGrid key: SG.<x50-80>
    Mandrill key: md-<w22>#mixed
    Mailgun key: key-<h32> pubkey-<h32>
    Mailchimp key: <h32>-us1<d0-1> <h32>-us2<d0-1> <h32>-us3 <h32>-us4 <h32>-us5 <h32>-us6 <h32>-us7 <h32>-us8 <h32>-us9
    Resend key: re_<n8>_<n20-30>
    Brevo key: xkeysib-<h64>-<n16> xsmtpsib-<h64>-<n16>
    Klaviyo key: pk_<n6>_<h34> pk_<h34>
    HubSpot token: pat-na1-<U> pat-na2-<U> pat-eu1-<U>
    Salesforce token: 3MVG9<c70-251> 00D<n12>!<t80-140> 5Aep<c80-120>
    PubNub key: sec-c-<b40-64>
    Facebook token: EAAC<n80-400> EAAB<n80-400> EAAA<n90-400> EAAD<n80-400> EAAE<n80-400> EAAG<n80-400> EAAI<n80-400> EAAJ<n80-400> EAAM<n80-400>
    Instagram token: IGQV<n80-300> IGAA<n80-300>
    X token: AAAAAAAAAAAAAAAAAAAA<p60-200>
    Twitch token: oauth:<l30>
    Pinterest token: pina_<u80-200>
    Dropbox token: <n11>AAAAAAAAAA<w43> sl.<w130-2000> sl.u.<w130-2000>
    Line token: <b140-180>dB04t89/1O/w1cDnyilFU=
    Stripe key: sk_live_<n14-255> rk_live_<n14-255> sk_test_<n20-255> rk_test_<n20-255> sk_org_<w20-255> whsec_<b24-255>
    Square token: sq0atp-<w22> sq0csp-<w43> sq0idp-<w22> EAAA<w60>
    PayPal token: access_token$production$<l16>$<l32> access_token$sandbox$<l16>$<l32>
    Razorpay key: rzp_live_<n14> rzp_test_<n14>
    Flutterwave key: FLWSECK_TEST-<n12-40> FLWPUBK_TEST-<n12-40> FLWSECK-<l32> FLWPUBK-<l32>
    Plaid token: access-sandbox-<U> access-production-<U> access-development-<U>
    GoCardless token: live_<c40-44>#mixed
    Mollie key: live_<n30> test_<n30>
    Column key: live_<n27>#mixed test_<n27>#mixed
    Paddle key: pdl_live_apikey_<l26>_<n22>_<n3> pdl_sdbx_apikey_<l26>_<n22>_<n3>
    Shippo token: shippo_live_<h40> shippo_test_<h40>
    EasyPost key: EZAK<n54> EZTK<n54>
    Lob key: live_<h35> test_<h35>
    Duffel token: duffel_live_<w40-50> duffel_test_<w40-50>
    Shopify token: shpat_<n32-64> shpca_<n32-64> shppa_<n32-64> shpss_<n32-64> shptka_<n32-64> shprt_<n32-64>
    WooCommerce key: ck_<h40> cs_<h40>
    Mercado Pago token: APP_USR-<d12-20>-<d6>-<h32>-<d5-12>
    Xendit key: xnd_production_<n40-80> xnd_development_<n40-80>
    Midtrans key: Mid-server-<w20-30> SB-Mid-server-<w20-30>
    Omise key: skey_test_<l19> skey_<l19>
    Persona key: persona_production_<n20-60> persona_sandbox_<n20-60>
    Onfido token: api_live.<w8-16>.<w24-60> api_sandbox.<w8-16>.<w24-60>
    Stytch secret: secret-live-<c36-40> secret-test-<c36-40>
    Adobe secret: p8e-<n32>
    Notion token: ntn_<n40-60> secret_<n43>
    Linear token: lin_api_<n32-48> lin_oauth_<n32-64> lin_wh_<n32-64>
    Airtable token: pat<n14>.<h64>
    Asana token: 1/<d12-20>:<h32> 2/<d12-20>/<d12-20>:<h32>
    Trello token: ATTA<h64>
    ClickUp token: pk_<d5-10>_<u32>
    Typeform token: tfp_<w40-80>
    Cal.com key: cal_live_<h32> cal_<h32>
    GitBook token: gb_api_<n40>
    n8n key: n8n_api_<x60-400>
    Frame.io token: fio-u-<w64>
    Flexport token: shltm_<w40>
    Fleetbase key: flb_live_<n20>
    dfuse key: web_<l32> server_<l32>
    Robinhood key: rh-api-<U>
    Alchemy key: alcht_<n30>
    QuickNode key: QN_<h32>
    Sui key: suiprivkey1<l58>
    Nostr key: nsec1<l58>
    Bitcoin key: xprv9<n106> zprv<n107>
    Intercom token: dG9rO<b40-80>
    Amazon Marketplace key: amzn.mws.<U> amzn1.oa2-cs.v1.<h64>
    """
}
