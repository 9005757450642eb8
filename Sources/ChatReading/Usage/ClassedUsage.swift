import TraceText
import TraceModel
import TraceSource

/// Token counts by class as Langfuse keeps them: `input`, `output` and `total` beside any number of others such as
/// `input_cached_tokens`, `output_reasoning` or `prompt_details.cache_read`.
///
/// Whether the others lie within `input` and `output` depends on who sent them. Langfuse takes them out of both
/// where it knows how, and takes OpenInference's counts as they are. The total tells: it is the sum of all that
/// lies side by side. Where there is none, the spelling of the name does.
struct ClassedUsage {
  private var input: Int?
  private var output: Int?
  private var total: Int?
  private var ofInput = Share()
  private var ofOutput = Share()
  private var cacheRead: Int?
  private var cacheWrite: Int?
  private var cacheWriteHour: Int?
  private var reasoning: Int?
  private var isDamaged = false

  /// Counts that are part of the input or of the output.
  private struct Share {
    var sum = 0
    var isWithin = false

    mutating func add(_ count: Int, of name: String) {
      sum = sum.saturatingAdd(count)
      isWithin = isWithin || name.contains(".")
    }
  }

  /// `nil` for a map that has neither `input` nor `output`, or no class beside them.
  init?(_ value: AttributeValue) {
    guard let members = value.map, value["input"] != nil || value["output"] != nil else { return nil }
    var hasClass = false
    for member in members {
      guard let count = member.value.tokenCount else {
        isDamaged = isDamaged || ["input", "output"].contains(member.name) && !member.value.isVoid
        continue
      }
      let detail = TokenDetail(member.name, isOfTokens: true)
      switch member.name {
      case "input": input = count
      case "output": output = count
      case "total": total = count
      case let name where name.hasPrefix("output_") || name.hasPrefix("completion_") || detail == .reasoning:
        hasClass = true
        ofOutput.add(count, of: name)
        if detail == .reasoning { reasoning = (reasoning ?? 0).saturatingAdd(count) }
      case let name where name.hasPrefix("input_") || name.hasPrefix("prompt_details.") || detail != nil:
        hasClass = true
        ofInput.add(count, of: name)
        addCached(count, detail)
      default: break
      }
    }
    guard hasClass else { return nil }
  }

  private mutating func addCached(_ count: Int, _ detail: TokenDetail?) {
    switch detail {
    case .cacheRead: cacheRead = (cacheRead ?? 0).saturatingAdd(count)
    case .cacheWrite, .cacheWriteMinutes, .cacheWriteHour:
      cacheWrite = (cacheWrite ?? 0).saturatingAdd(count)
      if detail == .cacheWriteHour { cacheWriteHour = count }
    case .reasoning, nil: break
    }
  }

  /// The counts in the one convention of the model.
  var usage: TokenUsage {
    let (isInputWithin, isOutputWithin) = within
    return TokenUsage(
      input: isInputWithin ? input : input.map { $0.saturatingAdd(ofInput.sum) },
      cacheRead: cacheRead, cacheWrite: cacheWrite, cacheWriteHour: cacheWriteHour,
      output: isOutputWithin ? output : output.map { $0.saturatingAdd(ofOutput.sum) },
      reasoning: reasoning, reportedTotal: total, isUnfinished: isDamaged)
  }

  /// Whether the classes lie within input and within output: as the total says, else as their names do.
  private var within: (input: Bool, output: Bool) {
    let byName = (
      ofInput.isWithin && ofInput.sum <= input ?? 0, ofOutput.isWithin && ofOutput.sum <= output ?? 0
    )
    guard let total, let input, let output else { return byName }
    let base = input.saturatingAdd(output)
    let sums = [
      (base, (true, true)), (base.saturatingAdd(ofInput.sum).saturatingAdd(ofOutput.sum), (false, false)),
      (base.saturatingAdd(ofInput.sum), (false, true)), (base.saturatingAdd(ofOutput.sum), (true, false)),
    ]
    return sums.first { $0.0 == total }?.1 ?? byName
  }
}
