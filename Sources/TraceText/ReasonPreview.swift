extension String {
  /// A reason in one line of so many characters at most. Of one that is too long and says at its end what was wrong, as
  /// `request failed: the model was not reached: status 400`, the first clauses give way.
  package func reason(_ limit: Int) -> String {
    let line = preview(2 * limit)
    guard line.hasMoreCharacters(than: limit), !line.hasSuffix("…") else { return preview(limit) }
    var rest = line[...]
    while let mark = rest.firstRange(of: ": ") {
      rest = rest[mark.upperBound...]
      if !String(rest).hasMoreCharacters(than: limit - 2) {
        return rest.isEmpty ? preview(limit) : "… " + rest
      }
    }
    return preview(limit)
  }
}
