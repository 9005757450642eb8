extension ShapeTable {
  /// Keys of further services, of tools for developers, of what people run themselves, and of any service that writes them
  /// as many do: its name, what it is, the key.
  static let further = """
    Transifex token: 1/<h40>
    Trigger.dev key: tr_prod_<n20-24> tr_stg_<n20-24> tr_dev_<n20-24> tr_pat_<l40>
    Dub key: dub_<n24>
    Liveblocks key: sk_prod_<w60-68> sk_dev_<w60-68>
    Ory token: ory_pat_<n32> ory_at_<x40-100> ory_rt_<x40-100> ory_ac_<x40-100>
    Polar token: polar_oat_<w40-48> polar_pat_<w40-48>
    Logfire token: pylf_v1_us_<n43> pylf_v1_eu_<n43> pylf_v1_<w43-60>
    Axiom token: xaat-<U> xapt-<U>
    DeepSource token: dsp_<h40>
    Chromatic token: chpt_<n12-24>
    Brex token: bxt_<n44>
    Cashfree key: cfsk_ma_prod_<h32>_<h8> cfsk_ma_test_<h32>_<h8>
    MailerSend token: mlsn.<h64>
    SumUp key: sup_sk_<n32>
    Telnyx key: KEY0<u31>_<w22> KEY<w55>#mixed
    UpCloud token: ucat_<u26>
    Toss key: live_sk_<n20-40> test_sk_<n20-40> live_gsk_<n20-40> test_gsk_<n20-40>
    Unkey key: unkey_<n16-40>
    Tinybird token: p.eyJ<w40-200>.<w43>
    Depot token: depot_org_<h40-80> depot_project_<h40-80> depot_user_<h40-80>
    Nylas key: nyk_v0_<n60-80>
    Zuplo key: zpka_<h32>_<h8>
    Appwrite key: standard_<h256>
    LambdaTest key: LT_<n50>
    PagerDuty key: pdus+_0XBPWQ_<U> pdeu+_0XBPWQ_<U>
    Missive token: missive_pat-<w50-120>
    Argos token: argos_<n30-40>
    Sanity token: sk<n80-200>#mixed
    Permit.io key: permit_key_<n80-140>
    SpiceDB token: tc_<n20-60>_<h60-140>
    Bitwarden token: 0.<U>.<n30>:<b20-30>
    Censys token: censys_<n8>_<n32>
    Riot Games key: RGAPI-<U>
    Roblox cookie: _|WARNING:-DO-NOT-SHARE-THIS.--Sharing-this-will-allow-someone-to-log-in-as-you-and-to-steal-your-ROBUX-and-items.|_<n100-1200>
    ntfy token: tk_<l29>
    Matrix token: syt_<b4-80>_<n20>_<n6>
    Porkbun key: pk1_<h64> sk1_<h64>
    DNSimple token: dnsimple_a_<n32> dnsimple_u_<n32>
    Proxmox token: PVEAPIToken=^<m3-60>!<w1-40>=<U>
    Jenkins token: 11<h32>
    Rancher token: token-<l5>:<l54>
    OpenShift token: sha256~<w43>
    Portainer token: ptr_<b43-48>
    Nexus token: GlobalAuthToken_<h40> NexusToken_<h40>
    PASETO: v1.local.<w60-2000> v2.local.<w60-2000> v3.local.<w60-2000> v4.local.<w60-2000>
    Discord token: mfa.<w84>
    Google service key: GOOG1E<u55> GOOG<u20>
    Amazon session token: IQoJb3JpZ2lu<b100-2000> FwoGZXIvYXdz<b100-2000> AQoDYXdz<b100-2000>
    Amazon refresh token: Atzr|<c200-2000> Atza|<c200-2000>
    Firebase token: AAAA<w7>:<w140>
    Spotify token: BQA<w120-260> BQB<w120-260> BQC<w120-260> BQD<w120-260>
    LinkedIn token: AQX<w200-500> AQV<w200-500> AQW<w200-500>
    Coveo key: xx<l8>-<l4>-<l4>-<l4>-<l12>
    Tableau token: <b22>==:<n32>
    Freemius key: sk_<w29>#mixed
    Checkout.com key: sk_<U> sk_test_<U> sk_sbox_<l27>
    Kong token: kpat_<n40-60> spat_<n40-60>
    Backblaze key: K00<d1><b26-28>#mixed
    Buf token: buf_<h64>
    Dependency-Track key: odt_<n8>_<n32> odt_<n32-40>
    Blynk token: blynk-cloud.com/^<w32>
    Ionic token: ion_<n42>
    Teamwork token: tkn.v1_<b60-100>
    Zoho token: 1000.<h32>.<h32>
    Adafruit key: aio_<n28>
    Open VSX token: ovsxp_<U> ovsxat_<U>
    Defined Networking key: dnkey-<l26>-<l52> dnkey-<u26>-<u52>
    WunderGraph key: cosmo_<h32>
    42 secret: s-s4t2ud-<h64> s-s4t2af-<h64>
    DeepL key: <U>:fx
    Pangea token: pts_<l32> pti_<l32>
    Kolide key: k2sk_v1_<n24>
    Webflow token: ws-<h64>
    ThingsBoard token: /api/v1/^<n20>/telemetry /api/v1/^<n20>/attributes
    Flagsmith key: ser.<n22>#mixed
    Samsara token: samsara_api_<n30>
    Sourcegraph key: slk_<h64>
    StackHawk key: hawk.<w20>.<w20>
    Akamai key: akab-<l16>-<l16>
    Nightfall key: NF-<n32>
    Segment token: sgp_<n64>
    Confluent secret: cflt<b60>
    RapidAPI key: <l10>msh<l38>#mixed
    TeamCity token: eyJ0eXAiOiAiVENWMiJ9.<w30-60>.<b40-60>
    Lichess token: lip_<n20> lio_<n20>
    service key: <l2-12>_sk_<n20-128>#mixed <l2-12>_rk_<n20-128>#mixed <l2-12>_live_<n20-128>#mixed <l2-12>_pat_<n20-128>#mixed
    service key: <l2-12>_secret_<n20-128>#mixed <l2-12>_token_<n20-128>#mixed <l2-12>_apikey_<n20-128>#mixed
    service key: <l2-12>-sk-<n20-128>#mixed <l2-12>-pat-<n20-128>#mixed <l2-12>-secret-<n24-128>#mixed
    Discord token: MT<n20-26>.<w6>.<w27-40> Mj<n20-26>.<w6>.<w27-40> Mz<n20-26>.<w6>.<w27-40>
    Discord token: ND<n20-26>.<w6>.<w27-40> NT<n20-26>.<w6>.<w27-40> Nj<n20-26>.<w6>.<w27-40>
    Discord token: Nz<n20-26>.<w6>.<w27-40> OD<n20-26>.<w6>.<w27-40> OT<n20-26>.<w6>.<w27-40>
    """
}
