/// What a finding tells of.
public enum FindingSubject: Sendable {
  /// What became of the run: what failed, was refused, cut, repeated, judged.
  case run
  /// Where its time, its tokens or its money went, however it ended.
  case use
  /// What the record lacks or holds, which says nothing of the run.
  case record
}

extension FindingID {
  /// What findings of this kind tell of.
  public var subject: FindingSubject {
    switch self {
    case .contentMissing, .unpricedModel, .possibleSecret: .record
    case .slowestStep, .costHotSpot, .cacheNeverHit, .agentCost: .use
    default: .run
    }
  }
}
