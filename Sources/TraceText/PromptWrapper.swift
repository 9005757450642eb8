/// The element in which editors and agents put a person's own words, beside what they tell the model of files, settings and the
/// time.
package enum PromptWrapper {
  /// Cursor's and Grok's, Copilot's, Antigravity's; and one that agents have in common, which prompts of programs have too.
  private static let tags = ["user_query", "userRequest", "user_request", "USER_REQUEST", "task"]

  /// A person's own words in a prompt that begins with such an element, or whose wrapper is named.
  ///
  /// - Parameter editorsOnly: whether only elements count that no program uses for prompts of its own.
  /// - Returns: `nil` where there is none, where it is empty, and where there are several of a name: then none is all that was
  ///   said. Linear in the prompt's length.
  package static func words(in prompt: some StringProtocol, editorsOnly: Bool = false) -> String? {
    let prompt = String(prompt)
    for tag in tags where !(editorsOnly && tag == "task") && prompt.holds("<\(tag)>") {
      guard let content = prompt.content(ofTag: tag) else { continue }
      let words = String(content).trimmed
      if !words.isEmpty, !String(prompt[content.endIndex...]).holds("<\(tag)>") { return words }
    }
    return nil
  }
}
