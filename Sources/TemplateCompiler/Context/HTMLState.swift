/// Where in an HTML document the compiler stands. A value: a branch of an `if` works on a copy.
struct HTMLState: Equatable {
  /// The place, as HTML's tokeniser knows it.
  enum Place: Equatable {
    case text
    /// Inside `<script>` or `<style>`, where nothing is escaped.
    case rawText
    case comment
    case tagName
    /// Between attributes; after a name or a value a space must come first.
    case betweenAttributes(needsSpace: Bool)
    case attributeName
    case beforeValue
    case quotedValue(UInt8)
    case unquotedValue
  }

  /// What an attribute's value holds so far.
  enum ValueContent: Int { case nothing, literal, expression }

  struct OpenElement: Equatable {
    var name: String
    var offset: Int

    static func == (left: Self, right: Self) -> Bool { left.name == right.name }
  }

  var place = Place.text
  var elements: [OpenElement] = []
  /// Elements below this height were opened outside of the branch at hand and may not be closed in it.
  var floor = 0
  var tagName = ""
  var isEndTag = false
  /// The last byte before `>` was the `/` of an empty element.
  var closesItself = false
  var attribute = ""
  var valueContent = ValueContent.nothing
  /// An `{{asset}}` or text has filled this `<script>` or `<style>`.
  var rawTextContent = ValueContent.nothing

  /// The place after either of two ways, or nil if they do not fit.
  func joined(with other: HTMLState) -> HTMLState? {
    var (left, right) = (self, other)
    if case .betweenAttributes(let one) = left.place, case .betweenAttributes(let two) = right.place {
      left.place = .betweenAttributes(needsSpace: one || two)
      right.place = left.place
      // Attributes of a closed branch no longer matter.
      (left.attribute, right.attribute) = ("", "")
      (left.valueContent, right.valueContent) = (.nothing, .nothing)
      left.closesItself = left.closesItself || right.closesItself
      right.closesItself = left.closesItself
    }
    if left.valueContent.rawValue < right.valueContent.rawValue { left.valueContent = right.valueContent }
    right.valueContent = left.valueContent
    if left.place == .text || left.place == .rawText {
      (left.tagName, left.attribute, left.isEndTag, left.closesItself) = ("", "", false, false)
      (right.tagName, right.attribute, right.isEndTag, right.closesItself) = ("", "", false, false)
      (left.valueContent, right.valueContent) = (.nothing, .nothing)
    }
    return left == right ? left : nil
  }

  var preservesSpace: Bool { elements.contains { HTMLNames.preservesSpace.contains($0.name) } }

  /// Whether text here may hold no element, so that a mark must be plain characters.
  func isPlain(startsPlain: Bool) -> Bool {
    for element in elements.reversed() {
      if element.name == "foreignobject" { return false }
      if HTMLNames.textOnly.contains(element.name) || HTMLNames.svg.contains(element.name) { return true }
    }
    return startsPlain
  }

  /// For messages: where this is.
  var summary: String {
    switch place {
    case .text: elements.last.map { "in <\($0.name)>" } ?? "in text at the top of the template"
    case .rawText: "in <\(elements.last?.name ?? "script")>"
    case .comment: "in a comment"
    case .tagName, .betweenAttributes, .attributeName, .beforeValue: "in the tag <\(tagName)>"
    case .quotedValue, .unquotedValue: "in the attribute '\(attribute)'"
    }
  }
}
