import ArgumentParser
import TraceAnalysis
import TracePipeline

/// The options of commands that put prices on calls.
struct PriceOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "A price table in place of the built-in one.",
      discussion: """
        A JSON list of rows, in US dollars for a million tokens: [{"provider": "OpenAI", "model": "gpt-4o", \
        "date": "2024-10-01", "rates": {"input": 2.5, "output": 10, "cacheRead": 1.25}}]. Rates may have \
        cacheWrite and cacheWriteHour too; a row may have source, contextWindow, longPrompt {"above", "rates"}, \
        tiers [{"name": "batch", "rates"}] and fees {"web_search": 0.01} of one use each.
        """, valueName: "file"), completion: .file())
  var prices: String?

  /// The table that was named, else the built-in one.
  func table() throws -> PriceTable { try prices.map(PriceFile.table) ?? .builtIn }
}
