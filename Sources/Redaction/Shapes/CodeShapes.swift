extension ShapeTable {
  /// Tokens of code hosts, package registries, builds, and stores of secrets.
  static let code = """
    GitHub token: ghs_<d1-12>_eyJ<x60-1000> github_pat_<w40-255> ghp_<n36-255>#crc gho_<n36-255>#crc ghu_<n36-255>#crc ghs_<n36-255>#crc ghr_<n36-255>#crc
    GitLab token: glpat-<x20-300> gldt-<w20-64> glrt-<x20-300> glcbt-<w20-64> glptt-<w20-64> glft-<w20-64>
    GitLab token: glimt-<w20-64> glagent-<w40-64> gloas-<w40-80> glsoat-<w20-64> glffct-<w20-64> GR1348941<w20>
    Bitbucket token: BBDC-<b44> ATBB<n24-40> ATCTT3xFfGN0<b100-300>
    Atlassian token: ATATT3<c100-300> ATSTT3<c100-300>
    npm token: npm_<n36>#crc
    PyPI token: pypi-<w40-400>
    RubyGems key: rubygems_<h48>
    NuGet key: oy2<l43>
    crates.io token: cio<n32>
    Clojars token: CLOJARS_<l60>
    Packagist token: packagist_uut_<h68> packagist_ort_<h68> packagist_out_<h68> packagist_ack_<h28-40> packagist_acs_<h60-90>
    Docker token: dckr_pat_<w27> dckr_oat_<w32>
    Deno token: ddp_<n36> ddw_<n36>
    CircleCI token: CCIPAT_<n22>_<h40> CCIPRJ_<n22>_<h40>
    Buildkite token: bkua_<l40> bkct_<n40-60> bkaj_<n40-400> bkpt_<n40-60>
    Codefresh token: <h24>.cfat_<n32>
    SonarQube token: sonar.login=^<h40> sqp_<h40> squ_<h40> sqa_<h40>
    SonarCloud token: sqco_<n59>
    Snyk token: snyk_uat.<n8>.<x20-200> snyk_sat.<n8>.<x20-200>
    Socket key: sktsec_<w20-80>
    Endor Labs key: endr+<w16>
    JFrog key: AKCp<n69> cmVmdGtu<n50-60> cmVmd<n59>
    Terraform token: <n14>.atlasv1.<w60-70>
    Pulumi token: pul-<h40>
    Doppler token: dp.pt.<n40-44> dp.ct.<n40-44> dp.sa.<n40-44> dp.scim.<n40-44> dp.audit.<n40-44> dp.st.<x40-90>
    Infisical token: st.<h24>.<h32>.<h32>
    1Password key: ops_eyJ<b100-2000> ops_eyJ<w100-2000> A3-<u6>-<u11>-<u5>-<u5>-<u5> A3-<u6>-<u6>-<u5>-<u5>-<u5>-<u5>
    Vault token: hvs.<w24-300> hvb.<w100-300> hvr.<w24-300>
    age key: AGE-SECRET-KEY-1<u58>
    Octopus key: API-<u26-40>
    Harness token: pat.<w22>.<h24>.<n20> sat.<w22>.<h24>.<n20>
    Prefect key: pnu_<l36> pnb_<l36>
    dbt token: dbtc_<w30-60> dbtu_<w30-60>
    YouTrack token: perm:<c40-200>#mixed perm-<c40-200>#mixed
    Gitea token: gto_<l52>
    Aikido token: AIK_CI_<n60-70>
    Daytona key: dtn_<h64>
    Hex token: hxtp_<h60-80>
    Retool token: retool_<n26-40>
    Postman key: PMAK-<w59> PMAT-<n26>
    ReadMe key: rdmk_<n40-80> rdme_<l70>
    WakaTime key: waka_<U>
    SettleMint token: sm_pat_<n16> sm_aat_<n16> sm_sat_<n16>
    Infracost key: ico-<n32>
    LocalStack token: ls-<w30-40>#mixed
    Contentful token: CFPAT-<w43>
    Scalingo token: tk-us-<w48>
    Authress key: sc_<l5-30>.<l4-6>.acc_<w10-32>.<c30-120>
    Figma token: figd_<w40-48> figo_<w40-48> figu_<w40-48>
    Rootly key: rootly_<h64>
    LaunchDarkly key: sdk-<U> api-<U>
    Statsig key: secret-<n40-50>
    PostHog key: phx_<w40-64> phs_<w40-64> pha_<w40-64> phr_<w40-64>
    Bannerbear key: bb_pr_<h30> bb_ma_<h30>
    """
}
