import TraceModel

extension Dialect {
  /// Google's Agent Development Kit: before 2.0 bodies in `gcp.vertex.agent.*`, since then the GenAI conventions.
  ///
  /// Its span of merged parallel tools runs no tool; it only repeats the others.
  static let googleADK = Dialect(
    name: "Google ADK",
    kinds: [KindField("gen_ai.tool.name", ["(merged tools)": .generic])],
    fields: [
      .requestModel: ["gcp.vertex.agent.llm_request > model"],
      .responseModel: ["gcp.vertex.agent.llm_response > model_version"],
      .inputMessages: ["gcp.vertex.agent.llm_request > contents"],
      .outputMessages: ["gcp.vertex.agent.llm_response > content"],
      .systemInstructions: ["gcp.vertex.agent.llm_request > config.system_instruction"],
      .tools: ["gcp.vertex.agent.llm_request > config.tools"],
      .usage: ["gcp.vertex.agent.llm_response > usage_metadata"],
      .toolArguments: ["gcp.vertex.agent.tool_call_args"],
      .toolResult: ["gcp.vertex.agent.tool_response"],
      .sessionID: ["gcp.vertex.agent.session_id"],
    ])
}
