import Redaction
import Testing

/// Where a password of letters alone is one all the same: fields, variables, what is typed. The values are made up.
@Suite struct FieldTests {
  static let fields = [
    "\"Password=@;User ID=sa\"", "Data Source=db; User ID = sa; Password = @; Encrypt=no",
    "host=db user=ada password=@ dbname=shop",
    "DB_PASSWORD=@", "export DB_PASSWORD=@\nA=1", "docker run -e DB_PASSWORD=@ image",
    "docker run -e \"DB_PASSWORD=@\" image",
    "environment:\n  - DB_PASSWORD=@\n", "environment:\n  DB_PASSWORD: @\n", "ENV DB_PASSWORD @",
    "PGPASSWORD=@ psql",
    "mysqldump --password=@ shop", "spring.datasource.password=@\n", "- name: DB_PASSWORD\n  value: @\n",
    "db:\n  user: ada\n  password: @\n", "Connect-VIServer -User ada -Password @", "<password>@</password>",
    "<entry key=\"password\">@</entry>",
    "<setting name=\"DbPassword\" serializeAs=\"String\"><value>@</value></setting>",
    "credentials {\n  username 'ada'\n  password '@'\n}",
    "The default password for the user \"ada\" is \"@\".",
    "CREATE USER ada WITH PASSWORD '@';", "IDENTIFIED WITH mysql_native_password BY '@'",
    "char password[32] = \"@\";",
    "#define WIFI_PASSWORD \"@\"", "builder.setPassword(\"@\")", "Client.builder().password(\"@\").build()",
    "os.environ.get(\"DB_PASSWORD\", \"@\")", "os.environ.get(\"DB_PASSWORD\") or \"@\"",
    "process.env.DB_PASSWORD || '@'",
    "define('DB_PASSWORD', '@');", "variable \"db_password\" {\n  type = string\n  default = \"@\"\n}",
    "page.fill('#password', '@')", "page.getByLabel('Password').fill('@')",
    "fill_in \"Password\", with: \"@\"",
    "find(By.ID, \"password\").send_keys(\"@\")",
    "{\"element\": \"Password field\", \"ref\": \"e12\", \"text\": \"@\"}",
    "{\"selector\": \"input[name=password]\", \"value\": \"@\"}",
    "{\"name\":\"Password\",\"type\":\"textbox\",\"value\":\"@\"}",
  ]

  @Test(arguments: fields)
  func aPasswordGoes(_ text: String) {
    #expect(redacted(text.replacing("@", with: "tulipfields")) == text.replacing("@", with: "[secret 1]"))
  }

  static let others = [
    "user = a; password = tulipfields;", "PASSWORD=password", "DB_PASSWORD=$GIVEN", "password: tulipfields",
    "class A:\n  user: str\n  password: SecretStr\n", "{user: name,\n password: word}", "--password=PASSWORD",
    "--password tulipfields",
    "this.state.password=tulipfields", "<string name=\"password\">Kennwort</string>",
    "<entry key=\"password\">Password</entry>",
    "<Pass> tulipfields <b>", "<label for=\"password\">Tulipfields</label>", "the password is `tulipfields`",
    "Password for the shop is required", "#define RETRY_PASSWORD 0x0B96", "input.password('Tulip fields: ')",
    "getPassword(\"tulipfields\")",
    "apiKey || 'missing-api-key'", "user or \"tulipfields\"", "page.fill('#user', 'tulipfields')",
    "page.fill('#password', value)",
    "{\"element\": \"Password field\", \"ref\": \"e12\"}, {\"text\": \"tulipfields\"}",
    "{\"label\": \"Password\", \"text\": \"Passwort\"}",
  ]

  @Test("Code, words for people and what says nothing of a password stay", arguments: others)
  func stays(_ text: String) { #expect(redacted(text) == text) }

  static let keys = [
    "const key = process.env.API_KEY || \"@\";", "Api key\n@\nmade today", "# weather token\n@\n",
    "your access token (@) ends soon",
    "https://a.example/v1/token/@/list", "client.withToken(\"@\")",
    "{\"method\": \"login_with_api_key\", \"params\": [\"@\"]}",
    "curl --oauth2-bearer \"@\" a.example", "char token[] = \"@\";",
  ]

  @Test("A key at random goes from the same places", arguments: keys)
  func aKeyGoes(_ text: String) {
    let given = text.replacing("@", with: NotationTests.value)
    #expect(redacted(given) == text.replacing("@", with: "[secret 1]"))
  }

  static let noKeys = [
    "the sort key\n9f86d081884c7d659a2feaa0c55ad015", "a pass\nDomTreeOnlyPrinterPass2Pass",
    "api_key\nweather = q7Zt3mVx9KfLw2Rb8Ny5",
    "https://a.example/token/f47ac10b-58cc-4372-a567-0e02b2c3d479",
    "https://a.example/keys/q7Zt3mVx9KfLw2Rb8Ny5",
    "the token (see the list of the tokens)",
  ]

  @Test("Hashes, names of code and ids in addresses stay there", arguments: noKeys)
  func noKey(_ text: String) { #expect(redacted(text) == text) }
}
