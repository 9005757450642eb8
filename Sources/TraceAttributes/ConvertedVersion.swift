public import TraceModel

/// The version of the list in `AddedName`.
public enum ConvertedVersion {
  /// The version that is written. It goes up when a reader of this one would misread the next one.
  public static let current = 1

  /// Whether a resource says that its spans were written as `AddedName` has it, by a version that is known.
  public static func isKnown(_ resource: Resource) -> Bool {
    resource.attributes[AddedName.version]?.int.map { (1...current).contains($0) } ?? false
  }
}
