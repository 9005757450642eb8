extension StringProtocol where SubSequence == Substring {
  /// What stands between the first pair of tags of a name, as agents mark off what they put into a user's message.
  package func content(ofTag tag: String) -> Substring? {
    guard let start = firstRange(of: "<\(tag)>"),
      let end = self[start.upperBound...].firstRange(of: "</\(tag)>")
    else { return nil }
    return self[start.upperBound..<end.lowerBound]
  }
}
