extension Truth {
  /// MLflow's traces, counted by `Counting/mlflow.py`.
  static let mlflow: [Truth] = [
    Truth(
      "mlflow/mlflow_v3_trace.json", traces: 1,
      kinds: "agent 1, embedding 1, llm 1, rerank 1, retrieval 1, tool 1",
      calls: 1, errors: 1, input: 311, output: 42, models: ["gpt-4.1-mini"])
  ]
}
