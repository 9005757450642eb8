extension ShapeTable {
  /// What a system keeps of passwords, as its own formats have it: short ones are guessed from it in minutes. And keys in the
  /// formats of standards: PASERK (of PASETO) and the private parts of JSON Web Keys (RFC 7517).
  static let kept = """
    password hash: $2a$<d2>$<c53> $2b$<d2>$<c53> $2y$<d2>$<c53> $2x$<d2>$<c53>
    password hash: $6$<c1-16>$<c86> $6$rounds=<d3-9>$<c1-16>$<c86> $5$<c1-16>$<c43> $5$rounds=<d3-9>$<c1-16>$<c43>
    password hash: $1$<c1-8>$<c22> $apr1$<c1-8>$<c22> $y$<c1-8>$<c1-86>$<c43> $7$<c11-60>$<c43> $gy$<c1-8>$<c1-86>$<c43>
    password hash: $8$<c14>$<c43> $9$<c14>$<c43> $P$<c31> $H$<c31> $S$<c52>
    password hash: $argon2id$v=19$m=<d2-8>,t=<d1-4>,p=<d1-3>$<b11-86>$<b22-86> $argon2i$v=19$m=<d2-8>,t=<d1-4>,p=<d1-3>$<b11-86>$<b22-86> $argon2d$v=19$m=<d2-8>,t=<d1-4>,p=<d1-3>$<b11-86>$<b22-86>
    password hash: $scrypt$ln=<d1-3>,r=<d1-3>,p=<d1-3>$<c16-86>$<c43-86> $pbkdf2-sha256$<d3-8>$<c16-86>$<c43> $pbkdf2-sha512$<d3-8>$<c16-86>$<c86>
    password hash: pbkdf2_sha256$<d4-8>$<n8-32>$<c44> pbkdf2:sha256:<d4-8>$<n8-32>$<h64> scrypt:32768:8:1$<n8-32>$<h128>
    password hash: {SSHA}<b32-48> {SSHA256}<b48-70> {SSHA512}<b88-120> SCRAM-SHA-256$<d4-7>:<c20-32>$<c44>:<c44>
    password hash: grub.pbkdf2.sha512.<d4-7>.<h32-128>.<h128> aad3b435b51404eeaad3b435b51404ee:<h32> <h32>:<h32>:::
    password hash: '*^<h40> "*^<h40>
    PASETO: v1.public.<w60-2000> v2.public.<w60-2000> v3.public.<w60-2000> v4.public.<w60-2000>
    PASERK: k1.local.<w43> k2.local.<w43> k3.local.<w43> k4.local.<w43> k2.secret.<w86> k3.secret.<w64> k4.secret.<w86>
    PASERK: k1.secret.<w1000-2000>
    JSON web key: "d":"^<w43-683> "k":"^<w43> "k":"^<w86>
    database password: :3306:<w1-60>:<w1-60>:^<x6-80> :5432:<w1-60>:<w1-60>:^<s6-80> :5432:*:<w1-60>:^<s6-80>
    JSR token: jsrp_<n24-60>#mixed jsrd_<n24-60>#mixed
    Klarna key: klarna_live_api_<c40-120> klarna_test_api_<c40-120>
    """
}
