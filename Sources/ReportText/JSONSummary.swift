public import ReportModel
import TraceAnalysis
import TraceModel
import TraceText

/// A summary for other programs.
///
/// One object. Members always stand in the same order and are all there; what is unknown is `null`, never 0. Whole
/// numbers are JSON integers, amounts are US dollars, times are ISO 8601 in UTC. A reader should pass over
/// members that it does not know: new ones come without a new version, and `schema` changes when one goes or
/// means something else.
///
/// - `schema`: `tracepage.summary/1`
/// - `generator`, `source`: the program and version; the input's name without folders
/// - `redaction`: `enabled`, and `entries` of `label`, `values`, `places`
/// - `traces`, in the order of the page, each:
///   - `id`, `name`, `format`: the source's id, the name that the page shows, the input format's id
///   - `outcome`: `kind` (`answered`, `right`, `partly`, `wrong`, `tests-passed`, `tests-failed`, `finished`,
///     `submitted`, `refused`, `limit`, `interrupted`, `cut`, `blocked`, `error`, `unfinished`, `unknown`), `title`
///     as the page has it, `evidence` in words, `span` that proves it
///   - `status`: `text`, the outcome's title; `level`: `ok`, `warning`, `error` or `plain`
///   - `start`, `duration_ns`, `is_unfinished`: the first start; from there to the last end, at least that where a
///     span has no end
///   - `spans`: `total`, and `by_kind` with the kinds that there are
///   - `llm_calls`, `tool_calls`, `errors`: each call once; tool spans; spans that failed of themselves
///   - `refused`, `cancelled`: spans that a person or a policy said no to; that never ran or were stopped
///   - `tokens` of the model calls: `total`, `input`, `fresh_input`, `cache_read`, `cache_write`, `output`,
///     `reasoning`, `is_lower_bound`, and `is_rounded` where the source rounds its counts. `input` includes the cache,
///     `output` includes reasoning
///   - `embedding_tokens`: those of embeddings, no part of `tokens`
///   - `judge_tokens`: how many of `tokens` the models of judges used, where any judged
///   - `models`: `name`, `calls`, `tokens` as above, `cost_usd`; embeddings too
///   - `cost`: `total_usd`, `origin` (`reported`, `computed`, `partly computed`), `reported_usd`, `computed_usd`,
///     `price_dates` as `YYYY-MM-DD`, `unpriced_calls`, `unpriced_models`. `total_usd` lacks the unpriced calls
///   - `question`, `answer`: `text` as the page's first screen has it, and `is_shortened`
///   - `scores`, in the order of the source: `name`, `value` (a number, `true`, `false`, a word), `verdict` (`right`,
///     `partly`, `wrong`), `explanation`, `judge` (`person`, `model`, `program`), `judge_name`, `target`, `answer`,
///     `failure` (why there is no score), `span` (the id of what is judged; `null` is the whole run)
///   - `findings`, the most telling first: `id`, `severity` (`error`, `warning`, `info`), `title`, `detail`,
///     `spans` (ids), `method` (of a heuristic)
///   - `settings`: `name`, `value`: the parameters of calls and searches with the values that they had, and
///     `system prompt` with a number that equal texts share
/// - `data_quality`: `severity` (`loss`, `note`), `place`, `message`, `action`; the page's 200 at most
/// - `data_quality_omitted`: words on how many more there are
public enum JSONSummary {
  /// The name and version of the shape.
  public static let schema = "tracepage.summary/1"

  /// The summary, compact, with a newline at its end.
  public static func write(_ summary: ReportSummary) -> [UInt8] {
    var writer = JSONWriter()
    writer.object {
      $0.text("schema", schema)
      $0.text("generator", summary.generator)
      $0.text("source", summary.sourceName)
      $0.name("redaction")
      $0.object {
        $0.flag("enabled", !summary.redaction.isOff)
        $0.list("entries", summary.redaction.entries) { entry, writer in
          writer.object {
            $0.text("label", entry.label)
            $0.count("values", entry.values)
            $0.count("places", entry.places)
          }
        }
      }
      $0.list("traces", summary.runs) { run, writer in writer.object { write(run, to: &$0) } }
      $0.list("data_quality", summary.dataQuality?.rows ?? []) { row, writer in
        writer.object {
          $0.text("severity", row.isLoss ? "loss" : "note")
          $0.text("place", row.place)
          $0.text("message", row.message)
          $0.text("action", row.action)
        }
      }
      $0.text("data_quality_omitted", summary.dataQuality?.more)
    }
    writer.newline()
    return writer.bytes
  }

  private static func write(_ run: RunSummary, to writer: inout JSONWriter) {
    writer.text("id", run.id)
    writer.text("name", run.header.name)
    writer.text("format", run.format)
    writer.name("outcome")
    writer.object {
      $0.text("kind", run.outcome.kind.rawValue)
      $0.text("title", run.outcome.title)
      $0.text("evidence", run.outcome.evidence)
      $0.text("span", run.outcomeSpanID)
    }
    writer.name("status")
    writer.object {
      $0.text("text", run.header.status.value)
      $0.text("level", run.header.status.tone.rawValue)
    }
    writer.text("start", run.start.map { Formatting.exactMoment(nanoseconds: $0.nanoseconds) })
    writer.count("duration_ns", run.duration.map { Int($0) })
    writer.flag("is_unfinished", run.isUnfinished)
    writer.name("spans")
    writer.object {
      $0.count("total", run.spanCount)
      $0.name("by_kind")
      $0.object { for (kind, count) in run.spans { $0.count(kind.rawValue, count) } }
    }
    writer.count("llm_calls", run.llmCalls)
    writer.count("tool_calls", run.toolCalls)
    writer.count("errors", run.errors)
    writer.count("refused", run.refused)
    writer.count("cancelled", run.cancelled)
    writer.tokens(run.usage)
    writer.count("embedding_tokens", run.embeddingTokens)
    writer.count("judge_tokens", run.judgeTokens)
    writer.list("models", run.models) { model, writer in
      writer.object {
        $0.text("name", model.name)
        $0.count("calls", model.calls)
        $0.tokens(model.usage)
        $0.amount("cost_usd", model.cost)
      }
    }
    writer.name("cost")
    writer.object { write(run.cost, origin: run.cost.amount == nil ? nil : run.costWords?.origin, to: &$0) }
    writer.excerpt("question", run.question)
    writer.excerpt("answer", run.answer)
    writer.list("scores", run.scores) { score, writer in writer.object { write(score, to: &$0) } }
    writer.list("findings", run.findings) { finding, writer in
      writer.object { write(finding, to: &$0) }
    }
    writer.settings(run.settings)
  }

  private static func write(_ cost: CostTotal, origin: String?, to writer: inout JSONWriter) {
    writer.amount("total_usd", cost.amount)
    writer.text("origin", origin)
    writer.amount("reported_usd", cost.reported)
    writer.amount("computed_usd", cost.computed)
    writer.list("price_dates", cost.priceDates) { $1.string($0) }
    writer.count("unpriced_calls", cost.unpricedCalls)
    writer.list("unpriced_models", cost.unpricedModels) { $1.string($0) }
  }

  private static func write(_ score: Score, to writer: inout JSONWriter) {
    writer.text("name", score.name)
    switch score.value {
    case .number(let number)?: writer.amount("value", number)
    case .flag(let flag)?: writer.flag("value", flag)
    case .label(let label)?: writer.text("value", label)
    case nil: writer.text("value", nil)
    }
    writer.text("verdict", score.verdict?.rawValue)
    writer.text("explanation", score.explanation)
    writer.text("judge", score.judge?.rawValue)
    writer.text("judge_name", score.judgeName)
    writer.text("target", score.target)
    writer.text("answer", score.answer)
    writer.text("failure", score.failure)
    writer.text("span", score.spanID)
  }

  private static func write(_ finding: RunSummary.FindingLine, to writer: inout JSONWriter) {
    writer.text("id", finding.id)
    writer.text("severity", finding.severity.rawValue)
    writer.text("title", finding.title)
    writer.text("detail", finding.detail)
    writer.list("spans", finding.spanIDs) { $1.string($0) }
    writer.text("method", finding.method)
  }
}

extension JSONWriter {
  fileprivate mutating func tokens(_ usage: TokenUsage?) {
    name("tokens")
    object {
      $0.count("total", usage?.total)
      $0.count("input", usage?.input)
      $0.count("fresh_input", usage?.freshInput)
      $0.count("cache_read", usage?.cacheRead)
      $0.count("cache_write", usage?.cacheWrite)
      $0.count("output", usage?.output)
      $0.count("reasoning", usage?.reasoning)
      $0.flag("is_lower_bound", usage?.isLowerBound ?? false)
      $0.flag("is_rounded", usage?.isRounded ?? false)
    }
  }

  fileprivate mutating func excerpt(_ name: String, _ excerpt: RunSummary.Excerpt?) {
    self.name(name)
    guard let excerpt else { return literal("null") }
    object {
      $0.text("text", excerpt.text)
      $0.flag("is_shortened", excerpt.isShortened)
    }
  }
}
