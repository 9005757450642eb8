extension ShapeTable {
  /// Keys of services whose formats their own documentation gives, and that code hosts list among the secrets they look for.
  static let listed = """
    Asaas key: $aact_prod_<b100-300> $aact_hmlg_<b100-300> $aact_<b100-300>
    Apify token: apify_proxy_<n30-50> apify_ui_<n30-50>
    Bitrise token: bitpat_<w40-120> bitwat_<w40-120>
    Block Protocol key: b10ck5.<h32>.<U>
    Notify key: gcntfy-<w76-160>
    Canva secret: cnvca<w50-52> cnvci<w50-52> cnvcs<w50-52>
    Cfx.re key: cfxk_<n20>_<n5-6>
    Chief Tools token: ctp_<n36>#mixed cto_<n36>#mixed
    CircleCI token: CCI<u3>_<n22>_<h40>
    Databricks token: dsapi<h32>
    Datadog key: ddapp_<n30-40>
    DevCycle key: dvc_server_<w36-80> dvc_client_<w36-80> dvc_mobile_<w36-80>
    DigitalOcean token: dos_v1_<h64> sk-do-<w60-72>
    Docker Swarm key: SWMTKN-1-<l50>-<l25> SWMKEY-1-<b43>
    Dynatrace token: dt0e01.<n24>.<n64>
    eBay secret: PRD-<h12>-<h4>-<h4>-<h4>-<h4> SBX-<h12>-<h4>-<h4>-<h4>-<h4>
    FullStory key: na1.<b60-120>#mixed eu1.<b60-120>#mixed
    GoCardless token: sandbox_<w40>#mixed
    AppSweep key: gs_appsweep_<w30-80>
    hCaptcha secret: ES_<h32>
    Turnstile secret: 0x4AAAAAA<w26-30>
    HubSpot token: CiRuYTEt<b60-200> CiRldTEt<b60-200> CiRuYTIt<b60-200> pat-na3-<U> pat-ap1-<U>
    DVC Studio token: isat_<n40-60>
    LaunchDarkly key: mob-<U>
    LinkedIn secret: WPL_AP1.<n16>.<b6> WPL_AP0.<n16>.<b6>
    LogicMonitor token: lmb_<b60-160> lma_<w40-80>
    MailerSend password: mssp.<n6-8>.<n12-18>.<n6-8>
    Mergify key: mka_<w40-60> mergify_application_key_<w40-80>
    CodeRabbit key: cr-<h58>
    Friendli key: flp_<n40-60>
    Scale key: live_auth_<h32> test_auth_<h32>
    MessageBird key: live_<n25>#mixed test_<n25>#mixed
    Chargebee key: live_<n32>#mixed test_<n32>#mixed
    Mercury token: secret-token:mercury_production_<w20-80> secret-token:mercury_sandbox_<w20-80>
    Naver Cloud key: ncp_iam_<n16-60>
    Oculus token: OC|<d14-18>|<h32>
    Onfido token: api_sandbox_us.<w8-16>.<w24-60> api_sandbox_ca.<w8-16>.<w24-60>
    Onfido token: api_live_us.<w8-16>.<w24-60> api_live_ca.<w8-16>.<w24-60>
    Persona key: persona_production_<U> persona_sandbox_<U>
    Pinterest token: pinr.<c60-500>
    Planning Center token: pco_pat_<w40-120> pco_app_<w40-120> pco_tok_<w40-120>
    Polar token: polar_at_u_<n30-60> polar_at_o_<n30-60> polar_rt_u_<n30-60> polar_rt_o_<n30-60> polar_ac_<n30-60>
    Polar token: polar_cs_<n30-60> polar_crt_<n30-60> polar_cst_<n30-60> polar_us_<n30-60> polar_whs_<n30-60>
    Prefect key: pnu_<n36> pnb_<n36>
    Rainforest key: apikey_<h64> sbx_apikey_<h64>
    Ramp token: ramp_sec_<n40-60> ramp_tok_<n40-60> ramp_business_tok_<n40-60>
    Raycast token: rca_<h64>
    Samsara token: samsara_at_<n30-60>
    Sentry token: sntryi_<h64>
    Shopee key: shpk<n60>#mixed
    Shopify token: shpua_<n32-64> shpct_<n32-64> prtapi_<h32-64> atkn_<h64>
    Sindri key: sindri_<n24-40> sindri-<n24-40>#mixed
    Slack token: xoxe.xoxp-1-<b100-400> xoxe.xoxb-1-<b100-400>
    Snowflake token: <a3>:1-hint:<d4-20>-<b60-400> <a3>:3-hint:<d4-20>-<b60-400>
    Sourcegraph token: sgd_<h64>
    Square secret: sq0csb-<w40-43>
    Stripe secret: pi_<n24-27>_secret_<n24-27> seti_<n24-27>_secret_<n24-27> ek_live_<n40-120> ek_test_<n40-120>
    Tencent Cloud key: IKID<n32>
    Thunderstore token: tss_<n30-60>
    Trello token: ATTA<h72>
    Val Town token: vtwn_<w24-40>
    Volcano Engine key: AKLT<b36-60> ark-<h8>-<h4>-<h4>-<h4>-<h12>-<l5> ark-<U>
    WakaTime token: waka_sec_<w40-120> waka_tok_<w40-120> waka_ref_<w40-120>
    Workato token: wrkaus-eyJ<x60-2000> wrkaeu-eyJ<x60-2000> wrkajp-eyJ<x60-2000> wrkasg-eyJ<x60-2000>
    Workato token: wrkaau-eyJ<x60-2000> wrkail-eyJ<x60-2000> wrkatrial-eyJ<x60-2000>
    Choreo token: chk_eyJ<b80-800>
    Yandex key: dict.1.1.<d8>T<d6>Z.<h16>.<h40> trnsl.1.1.<d8>T<d6>Z.<h16>.<h40> pdct.1.1.<d8>T<d6>Z.<h16>.<h40>
    Yandex Cloud key: ysc1_<n36-60> ysc2_<n36-60> y1_<w55-100> y2_<w55-100> y3_<w55-100> c1.<w7-260>.<w86>
    GitLab token: glrtr-<w20-64> glwt-<w20-64> glcbt-eyJ<x60-4000>
    Bitbucket token: ATCTT3xFfGN0<c100-300>
    Scaleway key: SCW<u17>#mixed
    Deno token: ddo_<n36>
    Neon password: npg_<n12>#kinds
    Convex key: <w5-60>|eyJ2MiI6I<b60-300>
    Arize key: ak-<h8>-<h4>-<h4>-<h4>-<h12>-<w30-40>
    Literal AI key: lsk_<n40-50>
    Parea key: pai-<U>
    Luma key: luma-<h8>-<h4>-<h4>-<h4>-<h12>-<U>
    Voyage key: al-<w43>#kinds
    HeyGen key: sk_V2_<w24-80>
    Browser Use key: bu_<w40-50>#kinds
    Context7 key: ctx7sk-<U>
    Morph key: morph_<n20-40>#kinds
    Arcade key: arc_<n50-100>#mixed
    Steel key: ste-<n50-100>#mixed
    Zep key: z_1dWlkIjoi<w20-200>.<w20-100>
    Neptune token: eyJhcGlfYWRkcmVzcyI6<b60-400>
    CoinGecko key: CG-<n24>#kinds
    Adyen key: AQE<c100-300>#mixed
    Courier key: pk_prod_<u28>#mixed dk_prod_<u28>#mixed
    ConfigCat key: <a9>-sdk-1/<w22>/<w22>
    Unleash token: :development.^<h56> :production.^<h56>
    Checkly key: cu_<h32> sv_<h32>
    AppVeyor token: v2.<l20>#mixed
    Prismic token: MC5<w16-40>.<w30-200>#mixed
    ImageKit key: private_<b27>#mixed
    Fastmail token: fmu1-<w60-90>
    Tally key: tly-<n30-48>#mixed
    service key: sk_<n24-128>#kinds sk_<w43>#kinds sk-<w22-200>#kinds
    """
}
