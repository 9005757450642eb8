import TraceModel
import TraceSource

/// Reads a score of Langfuse's: a number, a category, a truth value, a text, or what the output should have been.
struct LangfuseScore {
  let score: Score

  init(_ record: SourceRecord, id: String) {
    let word = record["stringValue"]?.telling ?? record["longStringValue"]?.telling
    var score = Score(name: record["name"]?.string ?? id)
    switch record["dataType"]?.string {
    case "BOOLEAN"?:
      score.value = Self.flag(record["value"]?.telling ?? word).map(Score.Value.flag)
    case "CATEGORICAL"?, "TEXT"?: score.value = Score.Value(word ?? record["value"])
    case "CORRECTION"?: score.target = word?.plainText
    default:
      // A table has texts alone.
      let number = record["value"]?.double.map(AttributeValue.double)
      score.value = Score.Value(
        (record["value"]?.string == nil ? nil : number) ?? record["value"]?.telling ?? word)
    }
    score.concludeVerdict()
    score.explanation = record["comment"]?.tellingString
    score.setJudge(kind: record["source"]?.string)
    self.score = score
  }

  /// Truth values are 0 and 1, and `True` and `False` beside them.
  private static func flag(_ value: AttributeValue?) -> Bool? {
    value?.int.map { $0 != 0 } ?? value?.bool ?? value?.string.flatMap { Bool($0.lowercased()) }
  }
}
