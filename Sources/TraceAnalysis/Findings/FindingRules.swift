/// The rules, in the order of what they explain: what decided the outcome, what cost most, remarks.
enum FindingRules {
  typealias Rule = @Sendable (FindingContext) -> [Finding]

  static let all: [Rule] = [
    wrongScores,
    endingErrors,
    limits,
    refusedEnds,
    contentFilters,
    cutAnswers,
    brokenAnswers,
    answerFollowsOtherDocument,
    answersWithout,
    emptyRetrievals,
    rateLimits,
    errors,
    untestedChanges,
    loops,
    compactions,
    refusals,
    repeatedCommands,
    failingTools,
    interruptions,
    contextRereads,
    repeatedToolCalls,
    nearlyFullContext,
    promptChanges,
    agentCost,
    repeatedReads,
    buriedDocument,
    unusedDocuments,
    lowScores,
    brokenScores,
    retries,
    retriedCalls,
    unreadFiles,
    failedToolRuns,
    poorScores,
    failedScorers,
    slowestStep,
    costHotSpot,
    cacheNeverHit,
    missingContent,
    unpricedModels,
    possibleSecrets,
  ]

  /// The findings by gravity, in each the rules' order.
  static func findings(_ context: FindingContext) -> [Finding] {
    let found = all.flatMap { $0(context) }
    let order: [Finding.Severity] = [.error, .warning, .info]
    return order.flatMap { severity in found.filter { $0.severity == severity } }
  }
}
