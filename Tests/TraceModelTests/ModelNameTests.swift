import Testing
import TraceModel

@Suite("The name of a model for people")
struct ModelNameTests {
  @Test(
    "It leaves the date of a version out and keeps every other number",
    arguments: [
      ("claude-opus-4-5-20251101", "claude-opus-4-5"), ("claude-3-5-sonnet@20241022", "claude-3-5-sonnet"),
      ("gpt-4o-2024-08-06", "gpt-4o"), ("gpt-4.1-mini", "gpt-4.1-mini"),
      ("gemini-2.5-flash", "gemini-2.5-flash"),
      ("mistral-large-2411", "mistral-large-2411"), ("house-12345678", "house-12345678"),
      ("-20251101", "-20251101"),
    ])
  func undated(model: String, name: String) {
    #expect(LLMCall(responseModel: model).modelName == name)
  }

  @Test("It is the one that answered, unless that only adds a date to the one asked for")
  func requested() {
    #expect(LLMCall(requestModel: "gpt-4o", responseModel: "gpt-4o-0806").modelName == "gpt-4o")
    #expect(LLMCall(requestModel: "fast", responseModel: "gpt-4o-2024-08-06").modelName == "gpt-4o")
    #expect(LLMCall().modelName == nil)
    let path = "projects/p-1/locations/europe-central2/publishers/google/models/gemini-2.5-flash"
    #expect(LLMCall(requestModel: path).modelName == "gemini-2.5-flash")
    let profile = "arn:aws:bedrock:us-east-1:000000000000:inference-profile/us.anthropic.claude-sonnet-4"
    #expect(LLMCall(requestModel: profile).modelName == "us.anthropic.claude-sonnet-4")
  }
}
