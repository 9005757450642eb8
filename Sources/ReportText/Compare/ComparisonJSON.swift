public import ReportModel
import TraceText

/// A comparison for other programs.
///
/// One object; members always stand in the same order and are all there, what is unknown is `null`:
/// - `schema`: `tracepage.comparison/1`; `same`: whether all steps are; `sentence`, `notes` in words
/// - `a`, `b`: `name`, `outcome`, `answer`, `steps`
/// - `figures`: `name`, `a`, `b`, `change` in words, `small`, `worse`
/// - `steps` in the order of both: `relation` (`same`, `differs`, `follows`, `only-a`, `only-b`), `first` for the first
///   difference, `note`, `a` and `b` with `number`, `kind`, `name`, `facts`; `folded` in words for several that are the same
/// - `changes`, from the first difference on: `step`, `documents` (`title`, `rank_a`, `rank_b`, `score_a`, `score_b`, `change`),
///   `parameters` (`name`, `a`, `b`), `same_parameters`, `input`, `output` (what differs, in words)
public enum ComparisonJSON {
  /// The comparison, compact, with a newline at its end.
  public static func write(_ view: ComparisonView) -> [UInt8] {
    var writer = JSONWriter()
    writer.object {
      $0.text("schema", "tracepage.comparison/1")
      $0.flag("same", view.isSame)
      $0.text("sentence", view.sentence)
      $0.list("notes", view.notes) { $1.string($0) }
      for (name, side) in [("a", view.a), ("b", view.b)] {
        $0.name(name)
        $0.object {
          $0.text("name", side.name)
          $0.text("outcome", side.outcome.text)
          $0.text("answer", side.answer)
          $0.count("steps", side.steps)
        }
      }
      $0.list("figures", view.figures) { figure, writer in
        writer.object {
          write(figure.name, figure.a, figure.b, to: &$0)
          $0.text("change", figure.change)
          $0.flag("small", figure.isSmall)
          $0.flag("worse", figure.isWorse)
        }
      }
      $0.list("steps", view.rows) { row, writer in writer.object { write(row, to: &$0) } }
      $0.list("changes", view.changes) { change, writer in writer.object { write(change, to: &$0) } }
      $0.text("more", view.more)
    }
    writer.newline()
    return writer.bytes
  }

  /// What something is called, and what each side has.
  static func write(_ name: String, _ a: String, _ b: String, to writer: inout JSONWriter) {
    writer.text("name", name)
    writer.text("a", a)
    writer.text("b", b)
  }

  private static func write(_ row: ComparisonView.Row, to writer: inout JSONWriter) {
    writer.text("relation", row.relation)
    writer.flag("first", row.isFirst)
    writer.text("note", row.note)
    for (name, cell) in [("a", row.a), ("b", row.b)] {
      writer.name(name)
      guard let cell else {
        writer.literal("null")
        continue
      }
      writer.object {
        $0.text("number", cell.number)
        $0.text("kind", cell.kind.label)
        $0.text("name", cell.name)
        $0.text("facts", cell.facts)
      }
    }
    writer.text("folded", row.fold)
  }

  private static func write(_ change: ComparisonView.Change, to writer: inout JSONWriter) {
    writer.text("step", change.step)
    writer.list("documents", change.documents) { document, writer in
      writer.object {
        $0.text("title", document.title)
        $0.count("rank_a", document.rankA)
        $0.count("rank_b", document.rankB)
        $0.text("score_a", document.scoreA)
        $0.text("score_b", document.scoreB)
        $0.text("change", document.change)
      }
    }
    writer.list("parameters", change.parameters) { parameter, writer in
      writer.object { write(parameter.name, parameter.a, parameter.b, to: &$0) }
    }
    writer.list("same_parameters", change.sameParameters) { $1.string($0) }
    writer.text("input", change.input?.summary)
    writer.text("output", change.output?.summary)
  }
}
