/// All dialects, in the order of precedence.
///
/// Several can stand on one span. The first that states a kind decides it, and the first that holds a fact
/// gives it. Adding a dialect is one file and one line here.
enum Dialects {
  static let all: [Dialect] = [
    .langfuse,
    .openInference,
    .openInferenceBodies,
    .langSmith,
    .vercel,
    .vercelAnthropic,
    .googleADK,
    .genAI,
    .pydanticAI,
    .anyAgent,
    .monocle,
    .nemoGuardrails,
    .openLLMetry,
    .langChainMetadata,
    .mlflow,
    .mlflowBodies,
    .mlflowRankers,
    .handWritten,
    .promptflow,
    .shortModelNames,
    .shortStepNames,
  ]
}
