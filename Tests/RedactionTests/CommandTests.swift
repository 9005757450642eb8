import Redaction
import Testing

/// Passwords that commands take and calls are given, at the place of `@`. The values are made up.
@Suite struct CommandTests {
  static let commands = [
    "sshpass -p @ ssh ada-host", "sshpass -p '@' scp a b", "mysql -uada -p@ shop",
    "mysql -u ada '-p@' shop", "/usr/bin/mysqldump --host=db -p\"@\" shop > a.sql",
    "docker login -u ada -p @ r.example",
    "helm registry login r.example -u ada -p @", "redis-cli -h cache -a @ ping",
    "PsExec.exe \\\\host -u ADA -p @ cmd",
    "system(\"psexec \\\\\\\\host -u ada -p @ shutdown\")", "ldapsearch -x -D cn=ada -w @ -b dc=example",
    "sqlcmd -S db -U ada -P @ -Q x", "openssl enc -aes-256-cbc -k @ -in a", "unzip -P @ a.zip",
    "mongosh --host db -u ada -p @", "a && sshpass -p @ ssh b | tee c",
  ]

  @Test("The password behind an option of one letter goes, whatever it looks like", arguments: commands)
  func goes(_ text: String) {
    for value in ["hunter", "p4ss!word-of.mine"] {
      let result = redacted(text.replacing("@", with: value))
      #expect(result == text.replacing("@", with: "[password of a command 1]"))
    }
  }

  @Test("So does the key that unseals a vault")
  func unseal() {
    let key = Fake.body(43) + "="
    #expect(redacted("vault operator unseal \(key)") == "vault operator unseal [password of a command 1]")
    #expect(redacted("Unseal Key 2: \(key)") == "Unseal Key 2: [secret 1]")
  }

  @Test(
    "Ports, references and options of other programs stay",
    arguments: [
      "mkdir -p some/folder", "docker run -p 8080:80 --name mysql image", "mysql -p shop",
      "mysql -u ada -p$PASS shop",
      "mysql -port 3306", "sshpass -p \"$PASS\" ssh b", "sshpass -p <password> ssh b", "sshpass -e ssh b",
      "mysql -p3306 x", "mysqladmin ping; mkdir -p data/log", "redis-cli -h cache ping",
      "docker login -u ada r.example",
      "vault operator unseal", "vault operator unseal -migrate", "cp psexec.exe a; tar -p folder",
      "we use sshpass, then -p alone",
    ])
  func stays(_ text: String) { #expect(redacted(text) == text) }

  @Test(
    "The password that a call of a login is given goes",
    arguments: [
      "requests.get(url, auth=(\"ada\", \"@\"))", "HTTPBasicAuth('ada', '@')",
      "httpx.BasicAuth(\"ada\", \"@\")",
      "req.SetBasicAuth(user, \"@\")", "new NetworkCredential(\"ada\", \"@\");",
      "new BasicAWSCredentials(\"a\", \"@\")",
      "new DirectoryEntry(\"LDAP://x.example\",\n  \"ada\",\n  \"@\");",
      "new PasswordAuthentication(user, \"@\".toCharArray())", "CREATE USER ada IDENTIFIED BY '@';",
      "alter user ada identified by '@'", "$s = ConvertTo-SecureString '@' -AsPlainText -Force",
      "ConvertTo-SecureString -String \"@\" -Force", "new mysqli(\"db\", \"ada\", \"@\", \"shop\")",
      "DriverManager.getConnection(url, \"ada\", \"@\")", "SET PASSWORD FOR ada = PASSWORD('@')",
    ])
  func call(_ text: String) {
    #expect(
      redacted(text.replacing("@", with: "hunterling"))
        == text.replacing("@", with: "[password of a call 1]"))
  }

  @Test(
    "Names, stand-ins and what is read elsewhere stay in one",
    arguments: [
      "auth=(user, password)", "auth=(\"ada\", getpass())", "auth=(\"ada\", \"<password>\")",
      "HTTPBasicAuth('ada')",
      "auth=(\"ada\", os.environ[\"P\"]), \"b\"", "BasicAuth(\"user\", \"password\")",
      "auth=(a), \"letmeinagain\"", "people are identified by 'letmeinagain'",
      "getConnection(\"letmeinagain\")",
      "IDENTIFIED BY '<password>'", "ConvertTo-SecureString $letmeinagain -Force",
    ])
  func noCall(_ text: String) { #expect(redacted(text) == text) }
}
