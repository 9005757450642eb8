import HTMLText
import TraceText

/// Estimates how wide a text is, so that SVG cards can be laid out without a browser.
///
/// The widths are those of DejaVu Sans, the widest of the page's fonts: a text cut by this estimate fits in
/// all of them.
enum TextMeasure {
  /// The width in pixels of a text set in that size.
  static func width(_ text: String, size: Double, bold: Bool = false) -> Double {
    var units = 0.0
    for scalar in text.unicodeScalars { units += advance(scalar) }
    return units * size * (bold ? 1.1 : 1)
  }

  /// The text cut to that width, with an ellipsis where something was cut. Linear in the result's length.
  static func fit(_ text: String, width limit: Double, size: Double, bold: Bool = false) -> String {
    let factor = size * (bold ? 1.1 : 1)
    let bytes = text.utf8.span
    var used = 0.0
    var place = 0
    var fitting = 0
    while place < bytes.count {
      let next = text.characterEnd(bytes, at: place)
      let step = (next == place + 1 ? ascii[Int(bytes[place])] : advance(text, place..<next)) * factor
      if used + step > limit {
        return trimmed(text[..<text.utf8.index(text.startIndex, offsetBy: fitting)]) + "…"
      }
      used += step
      place = next
      if used + 1.0 * factor <= limit { fitting = place }
    }
    return text
  }

  /// The advance in ems of the scalars between two bytes, added to that of what goes before. O(bytes).
  static func advance(_ text: String, _ range: Range<Int>, after before: Double = 0) -> Double {
    let bytes = text.utf8.span
    var sum = before
    for place in range {
      if bytes[place] >= 0x80 {
        let start = text.utf8.index(text.startIndex, offsetBy: place)
        let end = text.utf8.index(text.startIndex, offsetBy: range.upperBound)
        return text.unicodeScalars[start..<end].reduce(sum) { $0 + advance($1) }
      }
      sum += ascii[Int(bytes[place])]
    }
    return sum
  }

  private static func trimmed(_ text: Substring) -> String {
    var end = text.endIndex
    while end > text.startIndex, text[text.index(before: end)].isWhitespace { end = text.index(before: end) }
    return String(text[..<end])
  }

  /// The advance of a scalar in ems.
  static func advance(_ scalar: Unicode.Scalar) -> Double {
    scalar.value < 0x80 ? ascii[Int(scalar.value)] : measured(scalar)
  }

  /// The advances of ASCII, of which most labels are: a look-up in place of a chain of comparisons.
  private static let ascii = (0..<0x80 as Range<UInt8>).map { measured(Unicode.Scalar($0)) }

  private static func measured(_ scalar: Unicode.Scalar) -> Double {
    // A character that hides is written as its mark, `⟦U+202E⟧`.
    if HiddenCharacter.isAlwaysHidden(scalar.value) { return 5.7 }
    return switch scalar {
    case "i", "j", "l", "I", "|", "'", ".", ",", ":", ";", "!", "·": 0.33
    case "f", "t", "r", "(", ")", "[", "]", "/", "\\", " ", "-", "\"": 0.40
    case "m", "w", "M", "W", "@", "%", "—": 0.98
    case "A"..."Z", "0"..."9", "_", "+", "<", ">", "=", "~", "#", "&": 0.70
    case "a"..."z": 0.62
    case "\u{300}"..."\u{36F}", "\u{200B}"..."\u{200F}", "\u{FE00}"..."\u{FE0F}": 0
    case "\u{1100}"..."\u{115F}", "\u{2E80}"..."\u{A4CF}", "\u{AC00}"..."\u{D7A3}", "\u{F900}"..."\u{FAFF}",
      "\u{FF00}"..."\u{FF60}", "\u{1F300}"..."\u{1FAFF}", "\u{20000}"..."\u{3FFFD}":
      1.05
    default: 0.72
    }
  }
}
