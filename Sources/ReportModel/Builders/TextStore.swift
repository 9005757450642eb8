import TraceModel
import TraceText

/// Remembers which texts and messages already stand on the page, so that each stands there once.
///
/// Texts are compared whole (a dictionary keyed by content), so two different texts are never taken for one.
struct TextStore {
  /// Shorter texts are repeated: a reference would be longer.
  static let shortest = 160

  private struct Home {
    var anchor: String
    var place: String
    /// The beginning of what stands there: references are many, and each would make it anew.
    var preview: String
  }

  /// Longer texts are cut in their middle to this many bytes; `nil` for no limit.
  let limit: Int?
  private var texts: [TextKey: Home] = [:]
  private var messages: [MessageKey: Home] = [:]
  private var jsonAllowance = 60_000
  /// The place on the page of the span whose texts come next: anchors carry it, so that a script knows which
  /// packed body holds a text.
  var span = 0
  private var count = 0

  init(limit: Int? = nil) { self.limit = limit }

  private mutating func anchor(_ prefix: String) -> String {
    count += 1
    return "\(prefix)-\(span)-\(count)"
  }

  /// A text, whole at its first place and a reference at later ones.
  ///
  /// - Parameter place: the name of the span it stands at, for the reference's words.
  mutating func text(_ text: String, form: TextView.Form, at place: String) -> TextView {
    let length = text.utf8.count
    guard length >= Self.shortest else {
      return TextView(text: text, form: form, json: form == .value ? nil : JSONNode.parse(text))
    }
    let claim = claim(text, at: place)
    if let reference = claim.reference { return TextView(text: "", form: form, reference: reference) }
    if let cut = cut(text) {
      return TextView(text: cut, form: form, anchor: claim.anchor, size: Self.size(text))
    }
    let isTree = form != .value || length > AttributeRow.longest
    let tree = isTree ? tree(of: text, length: length) : nil
    return TextView(text: text, form: form, anchor: claim.anchor, json: tree, size: Self.size(text))
  }

  /// A text without its middle; `nil` for one that is shown whole.
  func cut(_ text: String) -> String? { limit.flatMap { text.cutInMiddle(to: $0) } }

  /// Where a text already stands; `nil` for texts that are short or new.
  func home(of text: String) -> TextReference? {
    texts[TextKey(text)].map { reference(to: $0, text: text) }
  }

  /// Claims a text for an element that shows it by its own means; the anchor it must carry, or a reference.
  mutating func claim(_ text: String, at place: String) -> (anchor: String?, reference: TextReference?) {
    guard text.utf8.count >= Self.shortest else { return (nil, nil) }
    let key = TextKey(text)
    if let home = texts[key] { return (nil, reference(to: home, text: text)) }
    let home = Home(anchor: anchor("x"), place: place, preview: text.gist(120))
    texts[key] = home
    return (home.anchor, nil)
  }

  /// Says that a text stands where another one that shows it stands.
  mutating func alias(_ text: String, anchor: String, at place: String) {
    let key = TextKey(text)
    guard text.utf8.count >= Self.shortest, texts[key] == nil else { return }
    texts[key] = Home(anchor: anchor, place: place, preview: text.gist(120))
  }

  /// Where a message already stands, whatever finish reason it carries there.
  func home(of message: Message) -> TextReference? {
    guard let home = messages[MessageKey(message)] else { return nil }
    return TextReference(anchor: home.anchor, preview: home.preview, note: "at \(home.place)")
  }

  /// Gives a message its anchor; the same message is never given two.
  mutating func claim(_ message: Message, at place: String) -> String {
    let key = MessageKey(message)
    if let home = messages[key] { return home.anchor }
    let home = Home(anchor: anchor("m"), place: place, preview: message.preview(120))
    messages[key] = home
    return home.anchor
  }

  /// The anchor of a message's home; `nil` for one that stands nowhere yet.
  func anchor(of message: Message) -> String? { messages[MessageKey(message)]?.anchor }

  private func reference(to home: Home, text: String) -> TextReference {
    TextReference(
      anchor: home.anchor, preview: home.preview,
      note: "\(Self.size(text)), \(cut(text) == nil ? "in full" : "cut") at \(home.place)")
  }

  /// The tree of a JSON text; long ones only while the page can bear it.
  private mutating func tree(of text: String, length: Int) -> JSONNode? {
    guard length <= jsonAllowance, let node = JSONNode.parse(text, home: { self.home(of: $0) }) else {
      return nil
    }
    jsonAllowance = max(4_000, jsonAllowance - length / 8)
    return node
  }

  static func size(_ text: String) -> String {
    Formatting.count(text.characterCount, "character")
  }
}

extension Message {
  /// The message's beginning in one line: its text, else what it calls or returns.
  func preview(_ limit: Int) -> String { parts.lazy.compactMap { $0.preview(limit) }.first ?? "(empty)" }

  /// What the message says and does in one line: its text, and the beginning of each call and result.
  ///
  /// - Parameters:
  ///   - limit: how long the first part may be, in characters.
  ///   - further: how long each of the others may be; beyond the sixth they are counted.
  func overview(_ limit: Int, further: Int = 80) -> String {
    let told = parts.filter { $0.preview(1) != nil }
    var pieces = told.prefix(6).enumerated().compactMap { $1.preview($0 == 0 ? limit : further) }
    if told.count > 6 { pieces.append("\(Formatting.count(told.count - 6)) more") }
    return pieces.isEmpty ? "(empty)" : pieces.joined(separator: " · ")
  }
}

extension Part {
  /// The part's beginning in one line; `nil` for one that says nothing.
  fileprivate func preview(_ limit: Int) -> String? {
    let words =
      switch self {
      case .text(let text): text.gist(limit)
      case .toolCall(let call): "calls \(call.name) \(call.arguments)".preview(limit)
      case .toolResult(let result): result.content.preview(limit)
      case .reasoning(let reasoning): reasoning.text.gist(limit)
      case .citation: ""
      case .media(let media): "[\(media.mediaType ?? "media")]"
      case .other(let type, _): "[\(type)]"
      }
    return words.isEmpty ? nil : words
  }

  /// Whether it is a text that shows nothing: some models write line breaks before they call a tool.
  var isBlankText: Bool {
    guard case .text(let text) = self else { return false }
    return text.utf8.allSatisfy { $0 <= 0x20 }
  }
}
