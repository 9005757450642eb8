import TraceText

/// Takes off what clouds and gateways put around a model's name.
enum ModelName {
  /// The names under which a table may hold the model, the most exact first.
  static func candidates(for name: String) -> [String] {
    var base = Substring(name.lowercased())
    if let slash = base.lastIndex(of: "/") { base = base[base.index(after: slash)...] }
    let text = String(base)
    if let vendor = vendors.first(where: { text.hasPrefix($0) || text.holds("." + $0) }),
      let start = text.offset(of: vendor, within: text.utf8.count)
    {
      base = Substring(text.utf8.dropFirst(start + vendor.utf8.count))
    }
    if let at = base.firstIndex(of: "@") { base = base[..<at] + "-" + base[base.index(after: at)...] }
    for variant in variants where base.hasSuffix(variant) { base = base.dropLast(variant.count) }
    base = withoutBedrockVersion(base)
    var result: [String] = []
    for spelling in [String(base)] + vendorSpellings(of: base) {
      result.append(spelling)
      if let short = withoutDate(Substring(spelling)) { result.append(String(short)) }
    }
    return result
  }

  /// The name without the date of a version and all that is around it: what the spellings of a model share.
  static func plain(_ name: String) -> String { candidates(for: name).last ?? name }

  /// Whether the name is that of one version: `gpt-x-2024-08-06`, and not `gpt-x` or `gpt-x-latest`.
  static func isVersion(_ name: String) -> Bool {
    let names = candidates(for: name)
    return names.count > 1 && withoutDate(Substring(names[0])) != nil && !names[0].hasSuffix("-latest")
  }

  /// OpenRouter's marks for another way to serve a model at the same price; `:free` and `:online` are others.
  private static let variants = [":thinking", ":beta", ":nitro", ":floor", ":exacto"]

  /// The name as the vendor writes it, where gateways and clouds spell it otherwise: `claude-sonnet-4.6` and
  /// `claude-4.6-sonnet` for `claude-sonnet-4-6`, Azure's `gpt-35-turbo` for `gpt-3.5-turbo`.
  private static func vendorSpellings(of name: Substring) -> [String] {
    if name.hasPrefix("gpt-35-") { return ["gpt-3.5-" + name.dropFirst("gpt-35-".count)] }
    guard name.hasPrefix("claude-") else { return [] }
    var parts = name.split(whereSeparator: { "-.".contains($0) }).map(String.init)
    let dashed = parts.joined(separator: "-")
    let version = parts[1...].prefix { $0.count == 1 && $0.allSatisfy(\.isNumber) }
    if let family = parts[1...].dropFirst(version.count).first, !version.isEmpty {
      parts.replaceSubrange(1...version.count + 1, with: [family] + version)
    }
    return [dashed, parts.joined(separator: "-")].filter { $0 != name }
  }

  /// Amazon Bedrock writes `us.anthropic.claude-…-v1:0`.
  private static let vendors = ["anthropic.", "mistral.", "cohere.", "deepseek."]

  private static func withoutBedrockVersion(_ name: Substring) -> Substring {
    var name = name
    if let colon = name.lastIndex(of: ":"), name[name.index(after: colon)...].allSatisfy(\.isNumber) {
      name = name[..<colon]
    }
    if name.hasSuffix("-v1") || name.hasSuffix("-v2") { name = name.dropLast(3) }
    return name
  }

  /// The name without `-2024-08-06`, `-20241022`, `-0125`, `-001` or `-latest`.
  private static func withoutDate(_ name: Substring) -> Substring? {
    var parts = name.split(separator: "-", omittingEmptySubsequences: false)
    let count = parts.count
    func digits(_ place: Int, _ length: Int) -> Bool {
      guard place >= 1, place < parts.count else { return false }
      return parts[place].count == length && parts[place].allSatisfy { $0.isASCII && $0.isNumber }
    }
    if digits(count - 3, 4) && digits(count - 2, 2) && digits(count - 1, 2) {
      parts.removeLast(3)
    } else if digits(count - 2, 2) && digits(count - 1, 4) {
      parts.removeLast(2)
    } else if count > 3 && parts[count - 3] == "preview" {
      // A preview has prices of its own.
      return nil
    } else if digits(count - 1, 8) || digits(count - 1, 4) || digits(count - 1, 3) || parts.last == "latest" {
      parts.removeLast()
    } else {
      return nil
    }
    return parts.isEmpty ? nil : Substring(parts.joined(separator: "-"))
  }
}
