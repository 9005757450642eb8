/// Finds the phrases of one text, the answer, in others.
///
/// A phrase is a run of content words, stop words between them left out: three in a row, two where the answer
/// is short or the first is a number (`60 days`), one where it has no more. Runs of the question's own words
/// do not count: any document on the subject holds them.
struct PhraseMatcher {
  struct Match {
    /// Content words of the answer by place.
    var covered: Set<Int> = []
    /// Merged UTF-8 ranges in the answer.
    var answerRanges: [Range<Int>] = []
    /// Merged UTF-8 ranges in the document.
    var documentRanges: [Range<Int>] = []
  }

  private struct Phrase: Hashable {
    var first: Int
    var second: Int
    var third: Int
  }

  /// The answer's content words.
  let words: [Word]
  private let ids: [String: Int]
  private let length: Int
  private let places: [Phrase: [Int]]

  init(answer: [Word], questionKeys: Set<String>) {
    let words = answer.filter { !$0.isStop }
    self.words = words
    var ids: [String: Int] = [:]
    for word in words where ids[word.key] == nil { ids[word.key] = ids.count }
    self.ids = ids
    length = words.count <= 2 ? 1 : words.count <= 24 ? 2 : 3

    var places: [Phrase: [Int]] = [:]
    for length in Set([length, min(2, length)]) {
      for start in words.indices.dropLast(length - 1) {
        let run = words[start..<(start + length)]
        guard !run.allSatisfy({ questionKeys.contains($0.key) }) else { continue }
        guard length == self.length || run.first?.isNumber == true else { continue }
        let phrase = Self.phrase(run.map { ids[$0.key] ?? -1 })
        guard Self.isOneSentence(run), (places[phrase]?.count ?? 0) < 8 else { continue }
        places[phrase, default: []].append(start)
      }
    }
    self.places = places
  }

  /// Linear in the document's words.
  func match(_ document: [Word]) -> Match {
    let words = document.filter { !$0.isStop }
    let ids = words.map { self.ids[$0.key] ?? -1 }
    var match = Match()
    var answerRuns: [Range<Int>] = []
    var documentRuns: [Range<Int>] = []
    let lengths = length > 2 ? [2, length] : [length]
    for start in words.indices where ids[start] >= 0 {
      for length in lengths where start + length <= words.count {
        let run = start..<(start + length)
        guard !ids[run].contains(-1), Self.isOneSentence(words[run]),
          let found = places[Self.phrase(Array(ids[run]))]
        else { continue }
        documentRuns.append(run)
        for place in found {
          answerRuns.append(place..<(place + length))
          match.covered.formUnion(place..<(place + length))
        }
      }
    }
    match.answerRanges = Self.ranges(answerRuns, in: self.words)
    match.documentRanges = Self.ranges(documentRuns, in: words)
    return match
  }

  private static func phrase(_ ids: [Int]) -> Phrase {
    Phrase(first: ids.first ?? -1, second: ids.count > 1 ? ids[1] : -1, third: ids.count > 2 ? ids[2] : -1)
  }

  private static func isOneSentence(_ run: ArraySlice<Word>) -> Bool {
    run.first?.sentence == run.last?.sentence
  }

  /// Runs that overlap become one range of the text.
  private static func ranges(_ runs: [Range<Int>], in words: [Word]) -> [Range<Int>] {
    var merged: [Range<Int>] = []
    for run in runs.sorted(by: { ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound) }) {
      if let last = merged.last, run.lowerBound < last.upperBound {
        merged[merged.count - 1] = last.lowerBound..<max(last.upperBound, run.upperBound)
      } else {
        merged.append(run)
      }
    }
    return merged.map { words[$0.lowerBound].range.lowerBound..<words[$0.upperBound - 1].range.upperBound }
  }
}

extension Word {
  /// Whether it begins with a digit.
  var isNumber: Bool { key.unicodeScalars.first.map { $0.properties.numericType == .decimal } ?? false }
}
