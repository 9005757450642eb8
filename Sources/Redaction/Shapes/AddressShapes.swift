extension ShapeTable {
  /// Addresses of which a part is the key: whoever has the address may call, post or read.
  static let addresses = """
    node address: .infura.io/v3/^<h32> .infura.io/ws/v3/^<h32> .alchemy.com/v2/^<w32> .alchemyapi.io/v2/^<w32>
    node address: rpc.ankr.com/<w2-40>/^<h64> .quiknode.pro/^<h40> .chainstack.com/^<h32> .blastapi.io/^<U>
    webhook address: /hooks/^<n17-24>/<n40-60> /hooks/^<l26>#mixed
    webhook address: .loggly.com/inputs/^<U> .loggly.com/bulk/^<U>
    webhook address: /receiver/v1/http/^<b80-100> /integration/^<h32>/enqueue hc-ping.com/^<U>
    webhook address: /api/v1/heartbeat/^<n24> api.pushcut.io/^<w20>/notifications api.day.app/^<n22>/
    key in an address: ?appid=^<h32> &appid=^<h32> ?APPID=^<h32> &APPID=^<h32>
    key in an address: ?appid=^<u6>-<u10> &appid=^<u6>-<u10> APPID=^<u6>-<u10> APP_ID=^<u6>-<u10>
    key in an address: ?code=^<c40-512>#mixed &code=^<c40-512>#mixed
    session cookie: _gitlab_session=^<h32> PHPSESSID=^<l26-32>#mixed .sid=^<p40-120>
    database password: :5432:<w1-60>:<w1-60>:^<x6-80> :5432:*:<w1-60>:^<x6-80> :*:*:<w1-60>:^<x6-80>
    """
}
