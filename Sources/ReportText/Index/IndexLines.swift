public import ReportModel
import TraceAnalysis
import TraceText

/// What an index holds of its runs: one a line, so that it can be read again when their pages are gone.
///
/// - `schema`: `tracepage.index/1`
/// - `source`, `page`: the name of the file that was read first; the page within the index's folder, or `null`
/// - `labels`: an object of texts
/// - `traces`: members of `JSONSummary` with the same names and meanings, of `findings` the first title alone, and `key`,
///   which is the same for two traces of one question
public enum IndexLines {
  /// The name and version of the shape.
  public static let schema = "tracepage.index/1"

  /// A run as a line with its end.
  public static func write(_ run: IndexedRun) -> [UInt8] {
    var writer = JSONWriter()
    writer.object {
      $0.text("schema", schema)
      $0.text("source", run.source)
      $0.text("page", run.page)
      $0.name("labels")
      $0.object { for label in run.labels { $0.text(label.name, label.value) } }
      $0.list("traces", run.traces) { trace, writer in writer.object { write(trace, to: &$0) } }
    }
    writer.newline()
    return writer.bytes
  }

  private static func write(_ trace: IndexedTrace, to writer: inout JSONWriter) {
    writer.text("id", trace.id)
    writer.text("name", trace.name)
    writer.text("key", trace.key)
    writer.name("outcome")
    writer.object {
      $0.text("kind", trace.outcome.rawValue)
      $0.text("title", trace.outcomeTitle)
    }
    writer.text("start", trace.start.map { Formatting.exactMoment(nanoseconds: $0) })
    writer.count("duration_ns", trace.duration.map { Int($0) })
    writer.flag("is_unfinished", trace.isUnfinished)
    writer.count("llm_calls", trace.calls)
    writer.count("errors", trace.errors)
    writer.name("tokens")
    writer.object {
      $0.count("total", trace.tokens)
      $0.flag("is_lower_bound", trace.areTokensLowerBound)
      if trace.areTokensRounded { $0.flag("is_rounded", true) }
    }
    writer.list("models", trace.models) { name, writer in writer.object { $0.text("name", name) } }
    writer.name("cost")
    writer.object {
      $0.amount("total_usd", trace.cost)
      $0.text("origin", trace.costOrigin)
      $0.count("unpriced_calls", trace.unpricedCalls)
    }
    writer.list("scores", trace.scores) { score, writer in
      writer.object {
        $0.text("name", score.name)
        $0.amount("value", score.number)
        $0.text("verdict", score.verdict)
        $0.flag("is_of_run", score.isOfRun)
      }
    }
    writer.list("findings", trace.finding.map { [$0] } ?? []) { title, writer in
      writer.object { $0.text("title", title) }
    }
    writer.settings(trace.settings)
  }
}
