/// Takes off what clouds and gateways put around a model's name.
enum ModelName {
  /// The names under which a table may hold the model, the most exact first.
  static func candidates(for name: String) -> [String] {
    var base = Substring(name.lowercased())
    if let slash = base.lastIndex(of: "/") { base = base[base.index(after: slash)...] }
    if let vendor = vendors.first(where: { base.hasPrefix($0) || base.contains("." + $0) }),
      let end = ending(of: vendor, in: base)
    {
      base = base[end...]
    }
    if let at = base.firstIndex(of: "@") { base = base[..<at] + "-" + base[base.index(after: at)...] }
    base = withoutBedrockVersion(base)
    var result = [String(base)]
    if let short = withoutDate(base) { result.append(String(short)) }
    return result
  }

  /// Amazon Bedrock writes `us.anthropic.claude-…-v1:0`.
  private static let vendors = ["anthropic.", "mistral.", "cohere.", "deepseek."]

  private static func ending(of vendor: String, in name: Substring) -> Substring.Index? {
    var start = name.startIndex
    while start < name.endIndex {
      if name[start...].hasPrefix(vendor) { return name.index(start, offsetBy: vendor.count) }
      start = name.index(after: start)
    }
    return nil
  }

  private static func withoutBedrockVersion(_ name: Substring) -> Substring {
    var name = name
    if let colon = name.lastIndex(of: ":"), name[name.index(after: colon)...].allSatisfy(\.isNumber) {
      name = name[..<colon]
    }
    if name.hasSuffix("-v1") || name.hasSuffix("-v2") { name = name.dropLast(3) }
    return name
  }

  /// The name without `-2024-08-06`, `-20241022`, `-0125`, `-001`, `-latest` or `-preview-05-20`.
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
    } else if count > 3 && parts[count - 3] == "preview" && digits(count - 2, 2) && digits(count - 1, 2) {
      parts.removeLast(3)
    } else if digits(count - 1, 8) || digits(count - 1, 4) || digits(count - 1, 3) || parts.last == "latest" {
      parts.removeLast()
    } else {
      return nil
    }
    return parts.isEmpty ? nil : Substring(parts.joined(separator: "-"))
  }
}
