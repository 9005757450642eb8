extension RedactionRule {
  /// What can be recognised with near certainty; on by default.
  public static let certain: [RedactionRule] = providerKeys + platformKeys + structural

  private static func token(
    _ id: String, _ name: String, _ label: String? = nil, _ shapes: TokenShape...
  ) -> RedactionRule {
    RedactionRule(id, name, label ?? name + "s", .token(shapes))
  }

  /// Keys of model providers and of tools around them. Longer prefixes stand before shorter ones.
  private static let providerKeys: [RedactionRule] = [
    token("anthropic-key", "Anthropic key", nil, TokenShape("sk-ant-", .urlSafe, 24...400)),
    token("langfuse-secret", "Langfuse key", nil, TokenShape("sk-lf-", .urlSafe, 32...64)),
    token("openrouter-key", "OpenRouter key", nil, TokenShape("sk-or-v1-", .hex, 32...128)),
    token(
      "openai-key", "OpenAI key", nil, TokenShape("sk-proj-", .urlSafe, 20...400),
      TokenShape("sk-svcacct-", .urlSafe, 20...400), TokenShape("sk-admin-", .urlSafe, 20...400),
      TokenShape("sk-", .urlSafe, 32...400, proof: .openAI)),
    token(
      "google-key", "Google key", nil, TokenShape("AIza", .urlSafe, 35...35),
      TokenShape("GOCSPX-", .urlSafe, 20...64), TokenShape("ya29.", .urlSafeDot, 20...2048)),
    token("huggingface-token", "Hugging Face token", nil, TokenShape("hf_", .alphanumeric, 30...64)),
    token("groq-key", "Groq key", nil, TokenShape("gsk_", .alphanumeric, 40...80)),
    token("xai-key", "xAI key", nil, TokenShape("xai-", .alphanumeric, 40...120)),
    token("nvidia-key", "NVIDIA key", nil, TokenShape("nvapi-", .urlSafe, 40...120)),
    token("perplexity-key", "Perplexity key", nil, TokenShape("pplx-", .alphanumeric, 40...80)),
    token("replicate-token", "Replicate token", nil, TokenShape("r8_", .alphanumeric, 36...48)),
    token("tavily-key", "Tavily key", nil, TokenShape("tvly-", .urlSafe, 28...64)),
    token("pinecone-key", "Pinecone key", nil, TokenShape("pcsk_", .urlSafe, 40...120)),
    token("langsmith-key", "LangSmith key", nil, TokenShape("lsv2_", .urlSafe, 36...96)),
  ]

  /// Keys of clouds, code hosts and services.
  private static let platformKeys: [RedactionRule] = [
    token(
      "aws-access-key", "AWS access key", nil, TokenShape("AKIA", .upperDigits, 16...16),
      TokenShape("ASIA", .upperDigits, 16...16)),
    token(
      "github-token", "GitHub token", nil, TokenShape("github_pat_", .urlSafe, 40...255),
      TokenShape("ghp_", .alphanumeric, 36...255), TokenShape("gho_", .alphanumeric, 36...255),
      TokenShape("ghu_", .alphanumeric, 36...255), TokenShape("ghs_", .alphanumeric, 36...255),
      TokenShape("ghr_", .alphanumeric, 36...255)),
    token("gitlab-token", "GitLab token", nil, TokenShape("glpat-", .urlSafeDot, 20...300)),
    token(
      "slack-token", "Slack token", nil, TokenShape("xoxb-", .urlSafe, 20...255),
      TokenShape("xoxp-", .urlSafe, 20...255), TokenShape("xoxa-", .urlSafe, 20...255),
      TokenShape("xoxr-", .urlSafe, 20...255), TokenShape("xoxs-", .urlSafe, 20...255),
      TokenShape("xoxe-", .urlSafe, 20...255), TokenShape("xoxc-", .urlSafe, 20...255),
      TokenShape("xoxd-", .percentEncoded, 20...512), TokenShape("xapp-", .urlSafe, 20...255)),
    token(
      "webhook", "webhook address", "webhook addresses",
      TokenShape("hooks.slack.com/services/", .path, 30...120, keepsPrefix: true),
      TokenShape("discord.com/api/webhooks/", .path, 40...160, keepsPrefix: true)),
    token(
      "stripe-key", "Stripe key", nil, TokenShape("sk_live_", .alphanumeric, 20...255),
      TokenShape("rk_live_", .alphanumeric, 20...255), TokenShape("sk_test_", .alphanumeric, 20...255),
      TokenShape("rk_test_", .alphanumeric, 20...255), TokenShape("whsec_", .base64, 24...255)),
    token("npm-token", "npm token", nil, TokenShape("npm_", .alphanumeric, 36...36)),
    token("pypi-token", "PyPI token", nil, TokenShape("pypi-", .urlSafe, 40...400)),
    token("sendgrid-key", "SendGrid key", nil, TokenShape("SG.", .urlSafeDot, 50...80)),
    token(
      "digitalocean-token", "DigitalOcean token", nil, TokenShape("dop_v1_", .hex, 64...64),
      TokenShape("doo_v1_", .hex, 64...64), TokenShape("dor_v1_", .hex, 64...64)),
    token("vault-token", "Vault token", nil, TokenShape("hvs.", .urlSafe, 24...300)),
    token(
      "azure-key", "Azure key", nil, TokenShape("AccountKey=", .base64, 40...100, keepsPrefix: true),
      TokenShape("SharedAccessKey=", .base64, 40...100, keepsPrefix: true),
      TokenShape("&sig=", .percentEncoded, 40...120, keepsPrefix: true),
      TokenShape("?sig=", .percentEncoded, 40...120, keepsPrefix: true)),
  ]

  /// What is known by its structure.
  private static let structural: [RedactionRule] = [
    RedactionRule("private-key", "private key", "private keys", .privateKey),
    RedactionRule("jwt", "JWT", "JSON web tokens", .webToken),
    RedactionRule("url-password", "password in an address", "passwords in addresses", .urlPassword),
    RedactionRule("authorization", "authorization", "authorization headers", .authorization),
    RedactionRule("cookie", "cookie", "cookies", .cookie),
    RedactionRule("e-mail", "e-mail", "e-mail addresses", .email),
    RedactionRule("payment-card", "card number", "payment card numbers", .paymentCard),
    RedactionRule("iban", "IBAN", "bank account numbers", .bankAccount),
    RedactionRule("keyed-secret", "secret", "values under secret names", .keyedValue),
  ]
}
