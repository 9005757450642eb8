/// One `{{template …}} … {{end}}`.
struct TemplateDeclaration {
  var signature: Signature
  var body: [TemplateNode]
  /// Where its `{{end}}` stands.
  var end: Int
}

/// A part of a template's body.
indirect enum TemplateNode {
  case literal(TemplateToken)
  case output(Expression)
  case raw(Expression)
  case asset(Expression)
  case call(Signature, offset: Int)
  case conditional([TemplateBranch])
  case loop(Loop, body: [TemplateNode], offset: Int, end: Int)
}

/// One way through an `if`; the last may have no condition.
struct TemplateBranch {
  var condition: Condition?
  var body: [TemplateNode]
  /// Where the tag that begins it stands.
  var offset: Int
  /// Where the tag that ends it stands.
  var end: Int
}
