/// A key path or a name, with the place where it stands.
struct Expression: Hashable {
  var text: String
  var offset: Int
}

/// What an `if` asks.
enum Condition: Hashable {
  case isTrue(Expression)
  case isFalse(Expression)
  case binding(name: String, Expression)
  /// `.name` or `.name(let value)`.
  case matching(pattern: String, Expression)

  var offset: Int {
    switch self {
    case .isTrue(let path), .isFalse(let path), .binding(_, let path), .matching(_, let path): path.offset
    }
  }
}

/// `label: path` of a call, or `name: Type` of a template.
struct Labelled: Hashable {
  var label: String
  var value: Expression
}

/// `name(label: value, …)`: a call, or the head of a template.
struct Signature: Hashable {
  var name: Expression
  var items: [Labelled]
}

/// `each index, element in path`.
struct Loop: Hashable {
  var index: String?
  var element: String
  var path: Expression
}

/// What stands between `{{` and `}}`.
enum Tag: Hashable {
  case template(Signature)
  case conditional(Condition)
  case otherwise(Condition?)
  case each(Loop)
  case end
  case call(Signature)
  case raw(Expression)
  case asset(Expression)
  case output(Expression)
  case comment

  static let keywords = ["template", "if", "else", "each", "end", "call", "raw", "asset"]
}
