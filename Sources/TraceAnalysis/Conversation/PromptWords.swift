/// Whether what a person typed says what a run is about.
public enum PromptWords {
  /// False for a greeting, a `yes`, and a bare command such as `/model` or what a program wrote around one.
  public static func tellMuch(_ text: String) -> Bool {
    if text.hasPrefix("<") { return false }
    if text.hasPrefix("/") { return text.contains(where: \.isWhitespace) }
    // Writing without spaces says more in few characters.
    return text.contains(where: \.isWhitespace) || text.count > 12
      || text.unicodeScalars.contains { $0.value > 0x2E80 }
  }
}
