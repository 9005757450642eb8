public import JSONReader

/// How sources are opened.
public struct SourceOptions: Hashable, Sendable {
  /// The most bytes that a source may have, unpacked; 4 GiB unless set.
  public var maximumBytes = 4 << 30
  /// How many times larger than packed the unpacked bytes may be; 500 unless set, more than any text does.
  public var maximumRatio = 500
  /// The unpacked bytes below which the ratio does not matter; 64 MiB unless set.
  public var ratioFreeBytes = 64 << 20
  /// The most entries that an archive may have; 200,000 unless set.
  public var maximumEntries = 200_000
  /// How the values are read.
  public var json = JSONOptions()

  /// Creates the usual options.
  public init() {}
}
