import JSONReader
import TraceModel
package import TraceSource

/// Reads what the tracing of the OpenAI Agents SDK exports: traces and spans one a line, or the bodies that it
/// sends to OpenAI, or traces with their spans within.
///
/// A trace's spans may lie in several sources; a span stands there when it has ended, so parents follow children.
package struct OpenAIAgentsImporter: TraceImporter {
  package let format = FormatDescription(
    id: "openai-agents", title: "OpenAI Agents SDK traces",
    writers: "the OpenAI Agents SDK for Python and JavaScript",
    signature:
      "objects with “object”: “trace” or “trace.span”, one a line, in a list or in a list called “data” or “traces”; "
      + "spans may stand in their trace",
    recipe: "pass add_trace_processor a BatchTraceProcessor whose exporter writes item.export() as JSON Lines"
  )

  package init() {}

  package func confidence(in source: SourceDocument) -> Confidence {
    let isOurs = source.hasValue { value in
      Self.isRecord(value)
        || AgentsTraces.lists.contains {
          value[$0]?.elements.prefix(64).contains(where: Self.isRecord) ?? false
        }
    }
    return isOurs ? .certain : .none
  }

  private static func isRecord(_ value: JSONValue) -> Bool {
    switch value["object"]?.string {
    case "trace.span": value["span_data"]?.kind == .object
    case "trace": value["workflow_name"] != nil
    default: false
    }
  }

  package func importTraces(from sources: [SourceDocument]) throws(ImportError) -> ImportResult {
    var traces = AgentsTraces(format: format.id)
    let remarks = try collect(from: sources) { traces.add($0) }
    var result = traces.finish()
    if result.traces.isEmpty, let source = sources.first { throw source.nothingFound(for: format) }
    result.diagnostics = remarks + result.diagnostics
    return result
  }
}
