/// Where a source has something. It says nothing of what that is: two things that differ in it alone are equal.
///
/// In a box, since spans are copied often and few look at it.
indirect enum Provenance: Hashable, Sendable {
  case unknown
  case at(SourcePlace)

  var place: SourcePlace? {
    if case .at(let place) = self { return place }
    return nil
  }

  static func == (left: Provenance, right: Provenance) -> Bool { true }

  func hash(into hasher: inout Hasher) {}
}
