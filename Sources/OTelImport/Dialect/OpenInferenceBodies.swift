import TraceModel

extension Dialect {
  /// What only the raw request and response bodies say that OpenInference keeps beside its own attributes.
  ///
  /// A response's id tells that two spans are one call; a failed call names its model in the request alone.
  static let openInferenceBodies = Dialect(
    name: "OpenInference bodies",
    fields: [
      .requestModel: ["input.value > model"],
      .responseID: [
        "output.value > id", "output.value > generations.0.0.message.kwargs.response_metadata.id",
        "output.value > llm_output.id",
      ],
    ],
    spanKinds: [.llm, .embedding])
}
