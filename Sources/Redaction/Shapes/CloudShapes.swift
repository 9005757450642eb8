extension ShapeTable {
  /// Keys of clouds, hosts, databases, and of what watches over them.
  static let clouds = """
    AWS access key: AKIA<u16> ASIA<u16> ABIA<u16> ACCA<u16>
    AWS AppSync key: da2-<l26>#mixed
    Azure key: <n52>JQQJ<n28> <b70-80>+ASt<b6-10>
    Azure key: <b70-80>ACDb<b6-10> <b28-36>+AEh<b6-12> <b28-36>+ASb<b6-12> <b70-80>+ABa<b6-10>
    Azure key: <n42>AzSe<n6> <w40-46>AzFu<c8-12> <b42>+ACR<n6> <b30-36>AzCa<b6-10> <b28-36>AIoT<b6-12>
    address signature: X-Amz-Signature=^<h64> X-Goog-Signature=^<h64-1024>
    Azure client secret: <t3>7Q~<t31-34> <t3>8Q~<t31-34>
    Azure key: AccountKey=^<b40-100> SharedAccessKey=^<b40-100> &sig=^<p40-120> ?sig=^<p40-120>
    Alibaba Cloud key: LTAI<n17-26>
    Tencent Cloud key: AKID<n32>
    Yandex Cloud key: AQVN<w35-38> y0_<w55-100> t1.<w7-260>.<w86>
    DigitalOcean token: dop_v1_<h64> doo_v1_<h64> dor_v1_<h64>
    Cloudflare token: cfut_<n48> cfat_<n48> cfk_<n40-60> v1.0-<h24>-<h146>
    Fly.io token: fo1_<w43> fm1r_<b100-2000> fm1a_<b100-2000> fm2_<b100-2000>
    Heroku key: HRKU-<w60> HRKU-<U>
    Netlify token: nfp_<n36> nfc_<n36> nfo_<n36> nfu_<n36>
    Vercel token: vercel_blob_rw_<n16>_<n30-40> vcp_<n24-120> vci_<n24-120> vca_<n24-120> vcr_<n24-120> vck_<n24-120>
    Render key: rnd_<n26-40>
    Exoscale key: EXO<h24>
    ngrok key: ak_<n27> cr_<n27>
    Tailscale key: tskey-auth-<n10-24>-<n20-40> tskey-api-<n10-24>-<n20-40> tskey-client-<n10-24>-<n20-40>
    Tailscale key: tskey-scim-<n10-24>-<n20-40> tskey-webhook-<n10-24>-<n20-40> tskey-secret-<n8-24>-<n16-40> tskey-<n10-24>-<n20-40>
    PlanetScale token: pscale_tkn_<t32-64> pscale_pw_<t32-64> pscale_oauth_<t32-64>
    Neon key: napi_<l60-70>
    Aiven password: AVNS_<w19>
    MongoDB Atlas key: mdb_sa_sk_<w40>
    CockroachDB key: CCDB1_<n22>_<n40>
    Fauna key: fnA<w37>
    Xata key: xau_<n30-60>
    ClickHouse key: 4b1d<n38>
    Astra DB token: AstraCS:<n24>:<h64>
    Databricks token: dapi<h32> dose<h32> dkea<h32>
    Supabase key: sbp_<l40>#mixed sbp_v0_<h40> sb_secret_<w31-48>
    Grafana token: glsa_<n32>_<h8> glc_<b32-400> eyJrIjoi<b70-400>
    New Relic key: NRAK-<u27> NRAA-<h27> NRII-<w25-32> NRBR-<h19-20> NRIQ-<w32> eu01xx<h30>NRAL NRJS-<h19> NRRA-<h42> NRSP-<n30-40> <h36>NRAL
    Sentry token: sntrys_<c120-500> sntrys_<b80-500>_<b43> sntryu_<h64> sntrya_<h64>
    Honeycomb key: hcaik_<l58> hcxik_<l58> hcamk_<l58> hcalk_<l58>
    Dynatrace token: dt0c01.<n24>.<n64> dt0s01.<n8>.<n64> dt0s02.<n8>.<n64> dt0s16.<n8>.<n64>
    OneSignal key: os_v2_app_<l100-110> os_v2_org_<l100-110>
    MaxMind key: <n6>_<n29>_mmk
    Mapbox token: sk.eyJ<w60-200>.<w20-30> tk.eyJ<w60-200>.<w20-30>
    Elastic Cloud key: essu_<b60-120>
    Yandex Cloud key: YC<w38>#mixed
    Ubidots token: BBFF-<n30> BBUS-<n30>
    """
}
