import Testing
import TraceModel

@testable import ReportModel

@Suite("Messages in one line")
struct MessageOverviewTests {
  private func call(_ name: String) -> Part { .toolCall(ToolCall(id: name, name: name, arguments: "{}")) }

  @Test("a message tells its text and every call")
  func calls() {
    let message = Message(role: .assistant, parts: [.text("Let me look."), call("a"), call("b")])
    #expect(message.overview(180) == "Let me look. · calls a {} · calls b {}")
    #expect(message.preview(180) == "Let me look.")
  }

  @Test("beyond the sixth the parts are counted, and empty ones say nothing")
  func many() {
    let parts = [Part.text("")] + (0..<8).map { call("t\($0)") }
    #expect(Message(role: .assistant, parts: parts).overview(180).hasSuffix("calls t5 {} · 2 more"))
    #expect(Message(role: .assistant, parts: [.text("")]).overview(180) == "(empty)")
    let result = Part.toolResult(ToolResult(callID: "a", content: " \n"))
    #expect(Message(role: .tool, parts: [.text("\n\n"), result]).preview(60) == "(empty)")
  }
}
