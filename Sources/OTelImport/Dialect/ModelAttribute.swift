import TraceModel

/// The model of a call whose instrumentation follows no convention: what an attribute of its own namespace says that
/// ends in the word.
enum ModelAttribute {
  private static let endings: Set = ["model", "model_name", "model_id", "modelname", "modelid", "llm_model"]
  /// Words of names that tell of another model than the one that answers.
  private static let others = ["embed", "rerank", "judge", "device", "hw."]
  private static let longest = 100

  /// The first such name; `nil` where there is none, or where several attributes name several models.
  static func name(in attributes: [Attribute], _ index: DialectIndex) -> String? {
    var found: String?
    for attribute in attributes {
      guard let dot = attribute.name.lastIndex(of: "."),
        endings.contains(attribute.name[attribute.name.index(after: dot)...].lowercased()),
        case .string(let name) = attribute.value, (1...longest).contains(name.utf8.count),
        !name.contains(where: \.isWhitespace), !others.contains(where: attribute.name.lowercased().contains),
        index.claims(on: attribute.name).isEmpty
      else { continue }
      guard found == nil || found == name else { return nil }
      found = name
    }
    return found
  }
}
