import JSONReader
public import TraceAnalysis
import TraceModel
public import TraceSource

/// Reads a price table of one's own, which takes the place of the built-in one.
///
/// The file is a JSON list with one object a row, in US dollars for a million tokens:
/// ```json
/// [
///   {
///     "provider": "OpenAI", "model": "gpt-4o", "date": "2024-10-01", "source": "openai.com/api/pricing",
///     "rates": {"input": 2.5, "output": 10, "cacheRead": 1.25},
///     "longPrompt": {"above": 200000, "rates": {"input": 5, "output": 15}},
///     "tiers": [{"name": "batch", "rates": {"input": 1.25, "output": 5}}],
///     "fees": {"web_search": 0.01, "file_search": 0.0025},
///     "contextWindow": 128000
///   }
/// ]
/// ```
/// `provider`, `model`, `date` and `rates` with `input` and `output` must be there. Rates may also have
/// `cacheRead`, `cacheWrite` (5 minutes) and `cacheWriteHour`; what is left out is billed as input. A tier may
/// have `longRates` and a `date` of its own. `fees` are what one use of the provider's own tools costs, in dollars. A model may have rows of several days: a call is billed by the last
/// one that is not later than it. A name that is not known is an error, so that no misspelled rate is lost.
public struct PriceFile {
  private let name: String
  private let bytes: JSONBytes

  /// The table in a file.
  ///
  /// - Throws: `ImportError` with the place of what is wrong.
  public static func table(at path: String) throws(ImportError) -> PriceTable {
    let document: SourceDocument
    do {
      document = try SourceDocument.open(path: path)
    } catch {
      throw ImportError(
        place: error.place, message: error.message, advice: "Name a price table with --prices.")
    }
    return try PriceFile(name: document.name, bytes: document.bytes).table()
  }

  private func table() throws(ImportError) -> PriceTable {
    let document: JSONDocument
    do {
      document = try JSONDocument.parse(bytes)
    } catch {
      throw ImportError(
        place: SourcePlace(file: name, line: error.line, column: error.column), message: error.message,
        advice: "A price table is a JSON list.")
    }
    guard document.root.kind == .array else {
      throw failure(document.root, "expected a list of prices")
    }
    var rows: [ModelPrice] = []
    for element in document.root.elements { rows.append(try row(element)) }
    return PriceTable(rows)
  }

  private func row(_ value: JSONValue) throws(ImportError) -> ModelPrice {
    try expectMembers(
      value, "a price",
      ["provider", "model", "date", "source", "rates", "longPrompt", "tiers", "fees", "contextWindow"])
    var tiers: [ModelPrice.Tier] = []
    if let list = optional(value, "tiers") {
      guard list.kind == .array else { throw failure(list, "expected a list of tiers") }
      for element in list.elements { tiers.append(try tier(element)) }
    }
    return ModelPrice(
      provider: try text(value, "provider"), model: try text(value, "model"),
      rates: try rates(try required(value, "rates")),
      longPrompt: try longPrompt(optional(value, "longPrompt")),
      tiers: tiers, fees: try fees(optional(value, "fees")),
      contextWindow: try optional(value, "contextWindow").map(count),
      date: try day(try required(value, "date")),
      source: try optional(value, "source") == nil ? name : text(value, "source"))
  }

  private func tier(_ value: JSONValue) throws(ImportError) -> ModelPrice.Tier {
    try expectMembers(value, "a tier", ["name", "rates", "longRates", "date"])
    return ModelPrice.Tier(
      name: try text(value, "name").lowercased(), rates: try rates(try required(value, "rates")),
      longRates: try optional(value, "longRates").map(rates), date: try optional(value, "date").map(day))
  }

  private func longPrompt(_ value: JSONValue?) throws(ImportError) -> ModelPrice.LongPrompt? {
    guard let value else { return nil }
    try expectMembers(value, "the rates of long prompts", ["above", "rates"])
    return ModelPrice.LongPrompt(
      above: try count(try required(value, "above")), rates: try rates(try required(value, "rates")))
  }

  private func fees(_ value: JSONValue?) throws(ImportError) -> [HostedTool: Double] {
    guard let value else { return [:] }
    try expectMembers(value, "the fees", HostedTool.allCases.map(\.rawValue))
    var fees: [HostedTool: Double] = [:]
    for tool in HostedTool.allCases {
      fees[tool] = try optional(value, tool.rawValue).map(amount)
    }
    return fees
  }

  private func rates(_ value: JSONValue) throws(ImportError) -> ModelPrice.Rates {
    try expectMembers(
      value, "the rates", ["input", "output", "cacheRead", "cacheWrite", "cacheWriteHour"])
    return ModelPrice.Rates(
      input: try amount(try required(value, "input")), output: try amount(try required(value, "output")),
      cacheRead: try optional(value, "cacheRead").map(amount),
      cacheWrite: try optional(value, "cacheWrite").map(amount),
      cacheWriteHour: try optional(value, "cacheWriteHour").map(amount))
  }
}

/// The pieces of a row.
extension PriceFile {
  private func expectMembers(
    _ value: JSONValue, _ what: String, _ known: [String]
  ) throws(ImportError) {
    guard value.kind == .object else { throw failure(value, "expected \(what) as an object") }
    for member in value.members where !known.contains(member.key) {
      throw failure(
        member.value, "“\(member.key)” is no member of \(what); it has \(known.joined(separator: ", "))")
    }
  }

  private func optional(_ value: JSONValue, _ key: String) -> JSONValue? {
    value[key].flatMap { $0.isNull ? nil : $0 }
  }

  private func required(_ value: JSONValue, _ key: String) throws(ImportError) -> JSONValue {
    guard let member = optional(value, key) else { throw failure(value, "“\(key)” is missing") }
    return member
  }

  private func text(_ value: JSONValue, _ key: String) throws(ImportError) -> String {
    let member = try required(value, key)
    guard let text = member.string, !text.isEmpty else {
      throw failure(member, "expected a text for “\(key)”")
    }
    return text
  }

  private func amount(_ value: JSONValue) throws(ImportError) -> Double {
    guard let amount = value.double, amount.isFinite, amount >= 0 else {
      throw failure(value, "expected US dollars, 0 or more")
    }
    return amount
  }

  private func count(_ value: JSONValue) throws(ImportError) -> Int {
    guard let count = value.int.flatMap({ Int(exactly: $0) }), count > 0 else {
      throw failure(value, "expected a number of tokens")
    }
    return count
  }

  private func day(_ value: JSONValue) throws(ImportError) -> String {
    let parts = value.string?.split(separator: "-", omittingEmptySubsequences: false) ?? []
    guard let text = value.string, parts.map(\.count) == [4, 2, 2],
      parts.allSatisfy({ $0.allSatisfy { $0.isASCII && $0.isNumber } })
    else { throw failure(value, "expected a day as 2025-11-24") }
    return text
  }

  private func failure(_ value: JSONValue, _ message: String) -> ImportError {
    let place = JSONPosition().advanced(to: value.offset, in: bytes)
    return ImportError(
      place: SourcePlace(file: name, line: place.line, column: place.column), message: message,
      advice: "See tracepage render --help.")
  }
}
