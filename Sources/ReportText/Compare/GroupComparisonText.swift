public import ReportModel
import TraceText

extension ComparisonText {
  private static let changes = 50

  /// Several runs a side, with a newline at its end.
  public static func write(_ view: GroupComparisonView) -> String {
    let sides = [("A", view.a), ("B", view.b)].map { letter, side in
      "\(letter)  \(PlainText.clean(side.name)): \(Formatting.count(side.count, "run")), \(side.outcomes)"
    }
    let figures = table(
      view.figures.map {
        ($0.name, $0.a, $0.b, $0.change + ($0.isBeyondSpread ? "  more than the spread" : ""))
      })
    let lines = view.changes.prefix(changes).map {
      "\(PlainText.padded($0.isWorse ? "worse" : "better", to: 8))\($0.a) → \($0.b)  \(PlainText.clean($0.question))"
    }
    let more = view.changes.count - lines.count
    let findings = table(
      view.findings.map { (PlainText.clean($0.title), $0.a, $0.b, $0.isWorse ? "worse" : "better") })
    return
      ([view.sentence, sides.joined(separator: "\n") + "\n" + view.pairing, figures]
      + (view.findings.isEmpty ? [] : [findings])
      + (lines.isEmpty
        ? [] : [(lines + (more > 0 ? ["and \(Formatting.count(more)) more"] : [])).joined(separator: "\n")]))
      .joined(separator: "\n\n") + "\n"
  }
}

extension ComparisonJSON {
  /// Several runs a side: `schema` `tracepage.group-comparison/1`, `sentence`, `pairing`, `a` and `b` with `name`, `runs`,
  /// `outcomes`; `findings` with `title`, `a`, `b` (`2 of 3` runs), `worse`; `figures` with `name`, `a`, `b`, `change` in words and `beyond_spread`; `changes` with `question`, `a`, `b`, `worse`.
  public static func write(_ view: GroupComparisonView) -> [UInt8] {
    var writer = JSONWriter()
    writer.object {
      $0.text("schema", "tracepage.group-comparison/1")
      $0.text("sentence", view.sentence)
      $0.text("pairing", view.pairing)
      for (name, side) in [("a", view.a), ("b", view.b)] {
        $0.name(name)
        $0.object {
          $0.text("name", side.name)
          $0.count("runs", side.count)
          $0.text("outcomes", side.outcomes)
        }
      }
      $0.list("figures", view.figures) { figure, writer in
        writer.object {
          write(figure.name, figure.a, figure.b, to: &$0)
          $0.text("change", figure.change)
          $0.flag("beyond_spread", figure.isBeyondSpread)
        }
      }
      $0.list("findings", view.findings) { finding, writer in
        writer.object {
          $0.text("title", finding.title)
          $0.text("a", finding.a)
          $0.text("b", finding.b)
          $0.flag("worse", finding.isWorse)
        }
      }
      $0.list("changes", view.changes) { change, writer in
        writer.object {
          $0.text("question", change.question)
          $0.text("a", change.a)
          $0.text("b", change.b)
          $0.flag("worse", change.isWorse)
        }
      }
    }
    writer.newline()
    return writer.bytes
  }
}
