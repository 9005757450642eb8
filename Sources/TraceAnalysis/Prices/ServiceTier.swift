/// The names of service tiers, which vendors spell differently.
enum ServiceTier {
  /// The tier a call was billed at, by the name under which a table holds it; `nil` for the usual service.
  ///
  /// `auto` is a wish: which tier came of it is not known, and the usual one is the likely.
  static func name(_ recorded: String?) -> String? {
    guard let name = recorded?.lowercased(), !usual.contains(name) else { return nil }
    return synonyms[name] ?? name
  }

  private static let usual: Set<String> = [
    "", "standard", "default", "auto", "on_demand", "on-demand", "ondemand", "standard_only",
    "service_tier_unspecified", "service_tier_standard", "unspecified", "null", "none",
  ]

  private static let synonyms = [
    "batches": "batch", "service_tier_batch": "batch", "service_tier_flex": "flex",
    // OpenAI renamed priority processing on 2026-07-30 and takes both names.
    "fast": "priority", "service_tier_priority": "priority",
  ]
}
