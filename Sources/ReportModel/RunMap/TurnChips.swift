import TraceAnalysis
import TraceModel
import TraceText

/// The tools that a turn ran, one chip for each tool and target.
struct TurnChips {
  /// A chip before its words are cut.
  struct Draft {
    var tool: String
    var isCommand: Bool
    /// The file, the command or the telling argument.
    var what: String
    var runs: [Int]
    /// The outcomes in order, equal neighbours once.
    var outcomes: [StepOutcome]
    /// Whether it called a sub-agent.
    var isCaller: Bool

    /// Whether it did not end well, at least once.
    var isTroubled: Bool { outcomes.contains { $0 != .ok } }
    /// Whether something is to be seen in it that nobody may miss.
    var isTelling: Bool { isCaller || isTroubled }
  }

  /// So many chips stand in one turn above its sub-agents, unless more of them are telling.
  private static let limit = 5
  /// What a map has beside its chips, in pixels: heads of turns, context, the strip of the whole run.
  private static let others = 267.0
  private static let rowHeight = 22.0
  /// In longer sessions no turn has more chips than one with sub-agents: pages are to stay small.
  private static let mostTurns = 60
  /// As many telling ones are shown for themselves.
  private static let tellingLimit = 8

  let context: TraceContext
  /// What all tool names of the run begin with.
  let prefix: String
  /// So many chips stand in a turn without sub-agents.
  private let limit: Int

  /// - Parameter room: The height of the map, in pixels; `nil` where it is not known.
  init(context: TraceContext, room: Double?) {
    self.context = context
    let isShort = context.analysis.session.map { $0.turns.count <= Self.mostTurns } ?? false
    // The last row counts what has no room.
    let rows = room.map { Int(($0 - Self.others) / Self.rowHeight) - 1 } ?? 0
    limit = isShort ? min(12, max(Self.limit, rows)) : Self.limit
    prefix = LabelCut.sharedPrefix(
      of: context.spans.filter { $0.tool != nil && ($0.kind == .tool || $0.kind == .agent) }
        .map { $0.tool?.name ?? $0.name })
  }

  /// The chips of a turn by first use, and those that found no room. O(n).
  ///
  /// - Parameter callers: The runs that called sub-agents, which are not left out: lines begin at them.
  func drafts(_ steps: [Int], callers: Set<Int>) -> (shown: [Draft], left: [Draft]) {
    struct Key: Hashable {
      var tool: String
      var what: String
    }
    let runs = steps.filter { context.spans[$0].kind != .llm }
    let drafts = runs.grouped { Key(tool: tool($0), what: what($0)) }.map { key, runs in
      Draft(
        tool: key.tool, isCommand: context.spans[runs[0]].tool?.command != nil, what: key.what, runs: runs,
        outcomes: runs.map { context.analysis.figures.outcomes[$0] }.reduce(into: []) {
          if $0.last != $1 { $0.append($1) }
        }, isCaller: runs.contains(where: callers.contains))
    }
    let telling = drafts.count(where: \.isTelling)
    var room = max(0, (callers.isEmpty ? limit : Self.limit) - telling)
    var tellingRoom = max(Self.tellingLimit, room)
    var shown: [Draft] = []
    var left: [Draft] = []
    for draft in drafts {
      if draft.isTelling ? tellingRoom > 0 : room > 0 {
        if draft.isTelling { tellingRoom -= 1 } else { room -= 1 }
        shown.append(draft)
      } else {
        left.append(draft)
      }
    }
    return (shown, left)
  }

  private func tool(_ span: Int) -> String {
    let value = context.spans[span]
    let name = value.tool?.name ?? (value.kind == .agent ? "Agent" : value.name)
    return prefix.isEmpty || !name.hasPrefix(prefix) ? name : String(name.dropFirst(prefix.count))
  }

  /// What a tool was run on.
  private func what(_ span: Int) -> String {
    let value = context.spans[span]
    switch StepTarget(value) {
    case .command(let command): return Self.shown(command)
    case .file(let path): return path
    case _ where value.kind == .agent: return context.title(span)
    case .query(let query): return query
    case .argument(let text): return text == "{}" || text == "null" ? "" : text.preview(400)
    case nil: return ""
    }
  }

  /// A command without the change of folder before it.
  private static func shown(_ command: String) -> String {
    let text = command.preview(400)
    guard text.hasPrefix("cd "), let end = text.firstRange(of: " && ") else { return text }
    return String(text[end.upperBound...])
  }
}

extension TurnChips {
  /// The sizes of a chip's parts, in pixels.
  private enum Measure {
    static let edges = 12.0
    static let sign = 13.0
    static let space = 4.0
    static let size = 11.0
  }

  /// The chips with their words, cut so that they fit into `width` pixels and tell apart what differs.
  func chips(_ drafts: (shown: [Draft], left: [Draft]), width: Double) -> [RunMapView.Chip] {
    var result: [RunMapView.Chip?] = drafts.shown.map { _ in nil }
    for group in drafts.shown.indices.grouped(by: { drafts.shown[$0].tool }) {
      let drafts = group.values.map { drafts.shown[$0] }
      let names = Dictionary(
        zip(drafts.map(\.what), Self.short(drafts.map(\.what), isCommand: drafts[0].isCommand)),
        uniquingKeysWith: { first, _ in first })
      let parts = drafts.map { part($0, width: width) }
      let room = parts.map(\.room).min() ?? 0
      let labels = LabelCut.distinct(
        drafts.map { names[$0.what] ?? $0.what }, width: max(20, room), size: Measure.size)
      for (place, index) in group.values.enumerated() {
        result[index] = chip(drafts[place], name: parts[place].name, what: labels[place])
      }
    }
    var chips = result.compactMap(\.self)
    // What did not end well and found no room is counted apart from what only found none.
    for isTroubled in [true, false] {
      let rest = drafts.left.filter { $0.isTroubled == isTroubled }
      guard let first = rest.first else { continue }
      var more = chip(first, name: "+\(Formatting.count(rest.count)) more", what: "")
      more.signs = rest.flatMap(\.outcomes).compactMap { Sign($0) }.uniqued()
      more.end = more.signs.first
      more.places = context.places.ranges(rest.flatMap(\.runs))
      more.label = more.tool + (isTroubled ? " that did not end well" : " tools of this turn")
      (more.isCommand, more.times, more.isMore) = (false, "", true)
      chips.append(more)
    }
    return chips
  }

  /// The last part of each path, as long as it tells them apart.
  private static func short(_ texts: [String], isCommand: Bool) -> [String] {
    if isCommand { return texts }
    let last = texts.map { text in
      text.contains(" ") ? text : String(text.split { $0 == "/" || $0 == "\\" }.last ?? Substring(text))
    }
    let counts = last.grouped { $0 }
    let same = Set(counts.filter { $0.values.count > 1 }.map(\.key))
    let prefix = LabelCut.sharedPrefix(of: texts)
    return zip(texts, last).map { text, last in
      same.contains(last) ? String(text.dropFirst(prefix.count)) : last
    }
  }

  /// The tool's name, cut, and the room that is left for what it was run on.
  private func part(_ draft: Draft, width: Double) -> (name: String, room: Double) {
    let times = self.times(draft)
    var room = width - Measure.edges - Double(signs(draft).count) * Measure.sign
    if !times.isEmpty {
      room -= TextMeasure.width(times, size: Measure.size, bold: true) + Measure.space
    }
    let name =
      draft.isCommand
      ? "$"
      : LabelCut.middle(
        draft.tool, width: draft.what.isEmpty ? room : room * 0.6, size: Measure.size, bold: true)
    return (name, room - TextMeasure.width(name, size: Measure.size, bold: true) - Measure.space)
  }

  /// The signs: a single end is shown once, a changing one as it went.
  private func signs(_ draft: Draft) -> [Sign] {
    if draft.outcomes.count == 1 { return Sign(draft.outcomes[0]).map { [$0] } ?? [] }
    if draft.outcomes.count <= 4 { return draft.outcomes.map { Sign($0) ?? .ok } }
    return draft.outcomes.compactMap { Sign($0) }.uniqued() + (draft.outcomes.last == .ok ? [.ok] : [])
  }

  private func times(_ draft: Draft) -> String {
    let isTold = draft.outcomes.count > 1 && draft.outcomes.count == draft.runs.count && draft.runs.count <= 4
    return draft.runs.count > 1 && !isTold ? "×\(Formatting.count(draft.runs.count))" : ""
  }

  private func chip(_ draft: Draft, name: String, what: String) -> RunMapView.Chip {
    let outcomes = context.analysis.figures.outcomes
    let target = draft.runs.first { outcomes[$0] != .ok } ?? draft.runs[0]
    let ends = StepOutcome.allCases.compactMap { outcome -> String? in
      let count = draft.runs.count { outcomes[$0] == outcome }
      return count == 0 || (outcome == .ok && count == draft.runs.count)
        ? nil : draft.runs.count == 1 ? outcome.rawValue : "\(Formatting.count(count)) \(outcome.rawValue)"
    }
    let numbers = [draft.runs.first, draft.runs.count > 1 ? draft.runs.last : nil]
      .compactMap { $0.flatMap { context.numbers.ofSpan[$0]?.description } }.joined(separator: "–")
    let words = [
      "\(draft.isCommand ? "$" : draft.tool) \(draft.what.preview(120))", times(draft),
      ends.joined(separator: ", "),
    ].filter { !$0.isEmpty }
    return RunMapView.Chip(
      signs: signs(draft), tool: name, isCommand: draft.isCommand, what: what, times: times(draft),
      target: context.anchors[context.shown(target)],
      places: draft.runs.count > 1 ? context.places.ranges(draft.runs) : "",
      label: (numbers.isEmpty ? "" : numbers + " ") + words.joined(separator: ", "),
      end: draft.outcomes.last.flatMap { Sign($0) })
  }
}
