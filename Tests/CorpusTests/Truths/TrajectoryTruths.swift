extension Truth {
  /// Logs of Inspect, counted by `Counting/inspect_log.py`.
  static let inspect: [Truth] = [
    Truth(
      "inspect/insp_current_mock.eval", traces: 3,
      kinds: "agent 3, chain 15, evaluator 3, input 3, llm 9, tool 9", calls: 9, errors: 3, input: 3852,
      output: 360, cacheRead: 1152, reasoning: 108, models: ["mockllm/model"]),
    Truth(
      "inspect/insp_current_mock.json", traces: 3,
      kinds: "agent 3, chain 15, evaluator 3, input 3, llm 9, tool 9", calls: 9, errors: 3, input: 3852,
      output: 360, cacheRead: 1152, reasoning: 108, models: ["mockllm/model"]),
    Truth(
      "inspect/insp_formats.eval", traces: 1, kinds: "chain 3, evaluator 1, input 1, llm 1", calls: 1,
      errors: 0, input: 66, output: 2, models: ["llama3.1"]),
    Truth(
      "inspect/insp_images_tc.json", traces: 1, kinds: "chain 3, evaluator 1, input 1, llm 1", calls: 1,
      errors: 0, input: 323, output: 5, models: ["gpt-4o-2024-08-06"]),
    Truth(
      "inspect/insp_input_task_2024.json", traces: 1, kinds: "chain 3, evaluator 1, input 2, llm 2", calls: 2,
      errors: 0, input: 274, output: 189, models: ["gpt-4o-mini-2024-07-18"]),
    Truth(
      "inspect/insp_popularity.json", traces: 3, kinds: "chain 12, evaluator 3, input 3, llm 3", calls: 3,
      errors: 0, input: 192, output: 6, cacheRead: 0, reasoning: 0, models: ["gpt-4o-mini-2024-07-18"]),
    Truth(
      "inspect/insp_popularity_model.eval", traces: 10, kinds: "chain 30, evaluator 10, input 10, llm 10",
      calls: 10, errors: 0, input: 620, output: 20, models: ["gpt-4o-mini-2024-07-18"]),
    Truth(
      "inspect/insp_security_guide.json", traces: 3, kinds: "chain 12, evaluator 3, input 3, llm 6", calls: 6,
      errors: 0, input: 959, output: 1033, cacheRead: 0, reasoning: 0, models: ["gpt-4o-mini-2024-07-18"]),
    Truth(
      "inspect/insp_streaming.eval", traces: 4, kinds: "chain 12, evaluator 4, input 4, llm 4", calls: 4,
      errors: 0, input: 252, output: 6, models: ["Meta-Llama-3-405B-Instruct"]),
    Truth(
      "inspect/insp_tool_error.json", traces: 1, kinds: "chain 1, input 1, tool 11", calls: 0, errors: 11,
      models: []),
  ]

  /// Trajectories of SWE-agent, OpenHands, smolagents and τ-bench, counted by the scripts in `Counting` of those names.
  static let trajectories: [Truth] = [
    Truth(
      "openhands/oh_basic.json", traces: 1, kinds: "agent 1, input 1, llm 2, output 1, tool 1", calls: 2,
      errors: 0, input: 8132, output: 1312, cacheRead: 3482, cacheWrite: 4640,
      models: ["claude-3-5-sonnet-20241022"]),
    Truth(
      "openhands/oh_basic_gui.json", traces: 1, kinds: "agent 1, input 1, llm 5, tool 4", calls: 5, errors: 0,
      input: 17297, output: 2024, cacheRead: 11793, cacheWrite: 5482, models: ["claude-3-5-sonnet-20241022"]),
    Truth(
      "openhands/oh_resolver_output.jsonl", traces: 2, kinds: "agent 2, input 2, llm 26, output 2, tool 24",
      calls: 26, errors: 11, models: []),
    Truth(
      "openhands/oh_wrong_state.json", traces: 1, kinds: "agent 1, input 1, llm 4, output 1, tool 3",
      calls: 4, errors: 0, input: 14828, output: 358, cacheRead: 10879, cacheWrite: 3927,
      models: ["claude-3-5-sonnet-20241022"]),
    Truth(
      "swe-agent/swe_fc_replace_src_391k.traj", traces: 1, kinds: "agent 1, input 1, llm 13, tool 13",
      calls: 13, errors: 0, models: ["replay"]),
    Truth(
      "swe-agent/swe_fc_simple.traj", traces: 1, kinds: "agent 1, input 1, llm 5, tool 5", calls: 5,
      errors: 0, models: []),
    Truth(
      "swe-agent/swe_pydicom_1458.traj", traces: 1, kinds: "agent 1, input 1, llm 12, tool 12", calls: 12,
      errors: 4, input: 122612, output: 1369, models: []),
    Truth(
      "swe-agent/swe_repo_i1.traj", traces: 1, kinds: "agent 1, input 1, llm 5, tool 5", calls: 5, errors: 0,
      input: 52861, output: 326, models: []),
    Truth(
      "tau2/airline_gpt_4o.json", traces: 3, kinds: "agent 3, input 25, llm 38, tool 16", calls: 38,
      errors: 6, models: []),
    Truth(
      "misc/smolagents_full_steps.json", traces: 1, kinds: "agent 1, chain 3, input 1, llm 3, tool 3",
      calls: 3, errors: 1, input: 2706, output: 60, models: ["m"]),
  ]
}
