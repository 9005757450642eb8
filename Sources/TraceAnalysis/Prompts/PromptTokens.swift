import TraceText

/// How many tokens the pieces of a prompt have: sources record their sum, and the pieces share it by their bytes.
public struct PromptTokens: Hashable, Sendable {
  /// Bytes of a token in text of no particular kind, for what its sum does not tell.
  private static let usualBytes = 4.0

  /// The recorded sum.
  public let total: Int?
  /// About how many tokens of the sum belong to nothing that the file holds, such as instructions that a session does
  /// not record; `nil` for none.
  public let unrecorded: Int?
  private var tokensPerByte: Double?
  /// The same of what was counted by itself.
  private var countedPerByte: Double?

  /// Shares a sum out.
  ///
  /// Fewer than 2 bytes a token, or 3 where neither instructions nor tools are recorded, cannot be all that the model
  /// got; more than 12 cannot be what it got. Pictures have tokens that their bytes do not tell.
  ///
  /// - Parameters:
  ///   - bytes: of all texts that are recorded of the prompt, tools included.
  ///   - hasHead: whether instructions or tools are among them.
  ///   - hasMedia: whether pictures, sound or files stand in it.
  public init(total: Int?, bytes: Int, hasHead: Bool, hasMedia: Bool) {
    self.total = total
    guard let total, total > 0, bytes > 0 else {
      unrecorded = nil
      tokensPerByte = nil
      return
    }
    let ratio = Double(bytes) / Double(total)
    if ratio > 12 {
      unrecorded = nil
      tokensPerByte = nil
    } else if hasMedia || ratio < (hasHead ? 2 : 3) {
      let known = min(Double(total), Double(bytes) / Self.usualBytes)
      tokensPerByte = known / Double(bytes)
      unrecorded = Double(total) > known + 1 ? total.saturatingSubtract(Int(Int64(saturating: known))) : nil
    } else {
      tokensPerByte = 1 / ratio
      unrecorded = nil
    }
  }

  /// The same where a part of the prompt is counted by itself: the rest shares what is left of the sum.
  ///
  /// - Parameters:
  ///   - tokens: of the part.
  ///   - bytes: of the part's texts.
  ///   - all: of all texts of the prompt, tools included.
  public func counting(_ tokens: Int, bytes: Int, of all: Int) -> PromptTokens {
    guard let total, unrecorded == nil, tokensPerByte != nil, bytes > 0, bytes < all, tokens <= total else {
      return self
    }
    var result = self
    result.tokensPerByte = Double(total - tokens) / Double(all - bytes)
    result.countedPerByte = Double(tokens) / Double(bytes)
    return result
  }

  /// About how many tokens so many bytes of the prompt have; `nil` where the sum tells nothing of it.
  ///
  /// - Parameter isCounted: Whether they belong to the part that was counted by itself.
  public func tokens(bytes: Int, isCounted: Bool = false) -> Int? {
    (isCounted ? countedPerByte ?? tokensPerByte : tokensPerByte).map {
      bytes == 0 ? 0 : max(1, Int(Int64(saturating: (Double(bytes) * $0).rounded())))
    }
  }
}
