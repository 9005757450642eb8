import Testing
import TraceModel

@testable import TraceAnalysis

@Suite("Prompts beside each other")
struct PromptComparisonTests {
  private func conversation(_ texts: String...) -> Conversation {
    Conversation(texts.map(Self.message))
  }

  /// `s:` is an instruction, `a:` an answer, all else a user's words.
  private static func message(_ text: String) -> Message {
    let role: Role = text.hasPrefix("s:") ? .system : text.hasPrefix("a:") ? .assistant : .user
    return Message(role: role, text: text)
  }

  @Test("A history that went on: the whole earlier prompt is the same, the rest is new")
  func continuation() {
    let before = conversation("s:be kind", "hello")
    let after = before.appending([Self.message("a:hi"), Self.message("bye")])
    let comparison = PromptComparison(from: before, to: after)
    #expect(comparison.changes == [.same(before: 0, after: 0, count: 2), .new(after: 2), .new(after: 3)])
    #expect(comparison.isContinuation)
  }

  @Test("Histories that were read apart are compared by what they say")
  func apart() {
    let before = conversation("s:be kind", "one", "a:two")
    let after = conversation("s:be kind", "one", "a:two", "three")
    #expect(
      PromptComparison(from: before, to: after).changes == [
        .same(before: 0, after: 0, count: 3), .new(after: 3),
      ])
  }

  @Test("A changed instruction does not make the history new")
  func changedInstruction() {
    let before = conversation("s:refund $50", "one", "a:two")
    let after = conversation("s:refund $500", "one", "a:two", "three")
    let comparison = PromptComparison(from: before, to: after)
    #expect(
      comparison.changes == [
        .changed(before: 0, after: 0), .same(before: 1, after: 1, count: 2), .new(after: 3),
      ])
    #expect(!comparison.isContinuation)
  }

  @Test("What a compaction took stands as gone, its summary as new")
  func compaction() {
    let before = conversation("s:be kind", "build it", "a:I did this", "and that", "a:done")
    let after = conversation("s:be kind", "Summary of all so far", "go on")
    #expect(
      PromptComparison(from: before, to: after).changes == [
        .same(before: 0, after: 0, count: 1), .new(after: 1), .new(after: 2), .gone(before: 1, count: 4),
      ])
  }

  @Test("A message whose words mostly stayed is changed, one in another role is not")
  func versions() {
    let before = conversation("look up the order of Tuesday", "a:well")
    let after = conversation("look up the order of Wednesday", "a:here is all that I found about it")
    #expect(
      PromptComparison(from: before, to: after).changes == [
        .changed(before: 0, after: 0), .new(after: 1), .gone(before: 1, count: 1),
      ])
  }

  @Test("Prompts without a common message are not related")
  func unrelated() {
    let comparison = PromptComparison(from: conversation("one"), to: conversation("title this"))
    #expect(!comparison.isRelated)
  }

  @Test("A title call in between is not what the next call of the conversation is compared with")
  func predecessor() {
    func call(_ id: String, _ times: ClosedRange<Int64>, _ texts: String...) -> Span {
      span(id, in: "root", .llm, times) {
        $0.llm = LLMCall(requestModel: "m", input: Conversation(texts.map(Self.message)))
      }
    }
    let spans = [
      span("root", in: nil, .agent, 0...100),
      call("first", 0...10, "s:be kind", "hello"), call("title", 11...20, "Name this"),
      call("second", 21...30, "s:be kind", "hello", "a:hi", "bye"), call("other", 31...40, "Name that"),
    ]
    let analysis = AnalysedTrace(Trace(id: "t", format: "test", spans: spans))
    let before = PromptPredecessors(spans, agents: analysis.agents).before
    #expect(before == [2: 1, 3: 1, 4: 3])
  }

  @Test("An agent whose turn it is again goes on in the conversation that it was in, another agent does not")
  func turns() {
    func turn(_ id: String, _ name: String, _ times: ClosedRange<Int64>, _ texts: String...) -> [Span] {
      let agent = span(id, in: "root", .agent, times) { $0.agentName = name }
      return [
        agent,
        span("\(id)-call", in: id, .llm, times) {
          $0.llm = LLMCall(requestModel: "m", input: Conversation(texts.map(Self.message)))
        },
      ]
    }
    let spans =
      [span("root", in: nil, .agent, 0...100)]
      + turn("a", "writer", 0...10, "write a poem")
      + turn("b", "critic", 11...20, "write a poem", "a:roses")
      + turn("c", "writer", 21...30, "write a poem", "a:roses", "a:bad")
      + turn("d", "writer", 31...40, "write a song")
    let analysis = AnalysedTrace(Trace(id: "t", format: "test", spans: spans))
    let prompts = PromptPredecessors(spans, agents: analysis.agents)
    #expect(prompts.before == [6: 2])
    #expect(prompts.first == [2, 4, 8])
  }
}

@Suite("Texts beside each other")
struct TextDifferenceTests {
  @Test("A word that changed is struck and set in its line, and one line around is shown")
  func word() {
    let before = "One.\nTwo.\nNever refund above $50 at once.\nFour.\nFive."
    let after = "One.\nTwo.\nNever refund above $500 at once.\nFour.\nFive."
    let difference = TextDifference(from: before, to: after)
    #expect(difference.hunks.map { $0.map(\.number) } == [[2, 3, 4]])
    #expect(
      difference.hunks[0][1].runs == [
        .init(fate: .same, text: "Never refund above "), .init(fate: .struck, text: "$50"),
        .init(fate: .set, text: "$500"), .init(fate: .same, text: " at once."),
      ])
    #expect(difference.struckWords == ["$50"])
    #expect(difference.setWords == ["$500"])
    #expect(difference.changedLines == 1)
    #expect(difference.lineCount == 5)
  }

  @Test("Lines that have little in common are struck and set whole")
  func lines() {
    let difference = TextDifference(from: "a b c\nsame", to: "x y z\nand more\nsame")
    #expect(difference.hunks.count == 1)
    #expect(difference.hunks[0].map(\.fate) == [.struck, .set, .set, .same])
    #expect(difference.hunks[0].map(\.number) == [1, 1, 2, 3])
    #expect([difference.changedLines, difference.goneLines, difference.newLines] == [0, 1, 2])
    #expect(difference.keptShare == 4.0 / 19)
  }

  @Test("Equal texts have no hunks")
  func equal() {
    #expect(TextDifference(from: "a\nb", to: "a\nb").hunks.isEmpty)
    // As Windows writes lines.
    let windows = TextDifference(from: "a\r\nb\r\n", to: "a\r\nc\r\n")
    #expect(windows.lineCount == 3 && windows.goneLines == 1 && windows.newLines == 1)
  }

  @Test("The words of all runs that were not struck are the later text")
  func whole() {
    let after = "let x = f(y, z);\n\treturn x  + 1"
    let difference = TextDifference(from: "let x = f(y);\n\treturn x + 1", to: after)
    let text = difference.hunks.flatMap(\.self).map { line in
      line.runs.filter { $0.fate != .struck }.map(\.text).joined()
    }
    #expect(text.joined(separator: "\n") == after)
  }
}
