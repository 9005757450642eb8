/// A name in the pieces between which a line may end: behind a sign that joins words, and before a capital within one.
public struct BreakableName: Sendable, Equatable {
  /// The pieces before the last one.
  public let leading: [String]
  /// The last piece.
  public let last: String

  init(_ name: String) {
    var pieces: [String] = []
    var piece = ""
    for character in name {
      if let before = piece.last, Self.isBorder(before, character) {
        pieces.append(piece)
        piece = ""
      }
      piece.append(character)
    }
    (leading, last) = (pieces, piece)
  }

  private static func isBorder(_ before: Character, _ next: Character) -> Bool {
    if "_-./:".contains(before) { return next.isLetter || next.isNumber }
    return before.isLowercase && next.isUppercase
  }
}
