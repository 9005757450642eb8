import Testing

@testable import ReportModel

@Suite("A text in lines of which fewer can be asked for")
struct WrappedTextTests {
  /// Breaks with a look at the whole line for each word, anew for each count of lines.
  private static func slow(_ text: String, width: Double, lines limit: Int) -> [String] {
    let words = text.split(separator: " ").map(String.init)
    var (lines, line) = ([String](), "")
    for (index, word) in words.enumerated() {
      let longer = line.isEmpty ? word : line + " " + word
      if RunCardSize.measure(longer) <= width {
        line = longer
        continue
      }
      if lines.count == limit - 1 {
        let rest = ([line] + words[index...].prefix(4)).filter { !$0.isEmpty }.joined(separator: " ")
        return lines + [TextMeasure.fit(rest, width: width, size: RunCardSize.text)]
      }
      if !line.isEmpty { lines.append(line) }
      line =
        RunCardSize.measure(word) <= width
        ? word : TextMeasure.fit(word, width: width, size: RunCardSize.text)
    }
    return line.isEmpty ? lines : lines + [line]
  }

  @Test(
    "each count gives the lines that breaking for that count alone gives",
    arguments: [
      "", "one", "The parcel left the depot on Tuesday and reached the customer two days later, in the rain.",
      "a supercalifragilisticexpialidocious-and-longer-still word in the middle",
      "supercalifragilisticexpialidocious-and-longer-still first",
      "日本語の文章 is measured too, with é and 👩‍👩‍👧 in it, and it goes on for quite a while",
    ])
  func everyCount(_ text: String) {
    for width in [40.0, 90, 150, 400] {
      let wrapped = WrappedText(text, width: width, atMost: 24)
      #expect(wrapped.lines(atMost: 0) == [])
      for limit in 1...24 {
        #expect(wrapped.lines(atMost: limit) == Self.slow(text, width: width, lines: limit))
      }
    }
  }
}
