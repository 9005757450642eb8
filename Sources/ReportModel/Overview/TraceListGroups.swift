import TraceAnalysis
import TraceModel
import TraceText

/// The groups of a list and what stands in their headings.
extension TraceListBuilder {
  /// The outcome and the finding's stable name; of several alike the later have a number.
  static func anchors(of groups: [OutcomeGroups.Group]) -> [String] {
    var taken: [String: Int] = [:]
    return groups.map { group in
      let untold = group.hasFailedSteps ? "failed-steps" : "no-finding"
      let what = group.label == nil ? group.finding?.id.rawValue ?? untold : "label"
      let anchor = "g-\(group.outcome.rawValue)-\(what)"
      let count = (taken[anchor] ?? 0) + 1
      taken[anchor] = count
      return count == 1 ? anchor : "\(anchor)-\(count)"
    }
  }

  private func finding(of member: Int, in group: OutcomeGroups.Group) -> Finding? {
    told[member].first { $0.shape == group.finding }?.finding
  }

  /// What the rows of a group say alike, and what each of them says beyond that: of their finding, else of the outcome.
  private func evidence(of group: OutcomeGroups.Group) -> (shared: [String], differences: [[String]]) {
    if group.hasFailedSteps { return ([], group.members.map { [failedSteps(of: analyses[facts[$0].lead])] }) }
    return ListEvidence.split(
      group.members.map { member in
        finding(of: member, in: group).map { ListEvidence.sentences($0, of: analyses[facts[member].lead]) }
          ?? (group.finding == nil ? evidence(of: facts[member]) : [])
      })
  }

  /// How many steps of a run failed that ended all the same, and what the first of them says.
  private func failedSteps(of analysis: AnalysedTrace) -> String {
    let failed = analysis.failedSteps
    let message = failed.first.flatMap { analysis.failureLine(of: $0) }
    let name = failed.first.map { analysis.trace.spans[$0].name.preview(40) }
    return "\(Formatting.count(analysis.figures.errors, "step")) failed: "
      + [name, message].compactMap(\.self).joined(separator: ": ")
  }

  func groups(_ columns: ListColumns) -> [ListGroup] {
    let isShort = facts.count <= DistributionsBuilder.fewRows
    var loose: [TraceClass: [ListRow]] = [:]
    var groups: [ListGroup] = []
    for (group, anchor) in zip(grouping.groups, groupAnchors) {
      // In a short list a group of one would only repeat its row.
      let isLoose = isShort && group.members.count == 1 && group.label == nil && !group.hasFailedSteps
      let evidence = evidence(of: group)
      let rows = zip(group.members, evidence.differences).map { member, difference in
        row(member, finding(of: member, in: group), difference, columns, tellsFinding: isLoose)
      }
      if isLoose {
        if loose[group.outcome] == nil { groups.append(self.group(group.outcome, anchor, "", [])) }
        loose[group.outcome, default: []] += rows
      } else {
        var view = self.group(group.outcome, anchor, title(of: group), rows)
        view.reason = reason(of: group)
        view.standing = standing(of: group)
        view.shared = evidence.shared.joined(separator: " · ").preview(200)
        groups.append(view)
      }
    }
    for index in groups.indices where groups[index].rows.isEmpty {
      groups[index].rows = loose[groups[index].outcome] ?? []
      let isUnnamed = scorer == nil && groups[index].outcome == .unscored
      if isUnnamed, groups[index].rows.contains(where: { !$0.finding.isEmpty }) {
        groups[index].word = "other findings"
      }
    }
    return groups
  }

  /// The heading of a group beside its outcome's word, which is enough where no finding says why it did not end well.
  private func title(of group: OutcomeGroups.Group) -> String {
    if let labels, let word = group.label { return "\(labels.name.preview(40)): \(word)" }
    guard let finding = group.finding else {
      return group.outcome.isBad
        ? "" : group.hasFailedSteps ? "Steps failed, and the run went on" : "No finding"
    }
    return titles[finding] ?? ""
  }

  /// How many rows have the finding at all, where it is not the first of all of them.
  private func standing(of group: OutcomeGroups.Group) -> String {
    guard let count = group.finding.flatMap({ grouping.standings[$0]?.count }), count > group.members.count
    else { return "" }
    return "of \(Formatting.count(count)) with this finding"
  }

  /// What a group is called where its rows do not stand beside it: its finding, else what proves its outcome.
  func reason(of group: OutcomeGroups.Group) -> String {
    let title = title(of: group)
    guard title.isEmpty else { return title }
    let reasons = group.members.compactMap { evidence(of: facts[$0]).last }.uniqued()
    guard let first = reasons.first else { return "No reason is recorded" }
    let others = reasons.count - 1
    let reason = others > 0 && first.hasSuffix(".") ? String(first.dropLast()) : first
    return reason.preview(100) + (others > 0 ? ", and \(Formatting.count(others, "other reason"))" : "")
  }

  /// The words of the scorer that tells the rows apart, to filter by.
  func chips() -> [LabelCount] {
    zip(grouping.groups, groupAnchors).compactMap { group, anchor in
      group.label.map { _ in
        LabelCount(
          key: String(anchor.dropFirst("g-\(group.outcome.rawValue)-".count)), word: title(of: group),
          count: group.members.count)
      }
    }
  }

  private func group(_ outcome: TraceClass, _ anchor: String, _ finding: String, _ rows: [ListRow])
    -> ListGroup
  {
    let word = outcomes.first { $0.outcome == outcome }?.word ?? ""
    return ListGroup(
      anchor: anchor, outcome: outcome,
      word: outcome == .unscored && scorer == nil && !finding.isEmpty ? "" : word,
      finding: finding, reason: finding, standing: "", shared: "", rows: rows)
  }
}
