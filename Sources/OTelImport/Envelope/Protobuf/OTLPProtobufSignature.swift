/// Tells OTLP protobuf from anything else by its structure.
enum OTLPProtobufSignature {
  /// The tag of field 1 with a length, with which every request begins.
  static let firstByte: UInt8 = 0x0A

  /// Whether `range` holds an export request: every length fits all the way down to spans or log records,
  /// every field is one that OTLP has there, and every record carries ids or times.
  ///
  /// A request that ends early counts where at least its first resource group is whole.
  static func matches(_ bytes: [UInt8], in range: Range<Int>) -> Bool {
    let range = range.clamped(to: 0..<bytes.count)
    guard !range.isEmpty, bytes[range.lowerBound] == firstByte else { return false }
    var fields = ProtobufReader(bytes, in: range)
    var records = 0
    do {
      while let field = try fields.next() {
        guard field.number == 1, let content = field.content, let count = recordsOfResource(bytes, content)
        else { return false }
        records += count
      }
    } catch {
      return records > 0 && error.cutField?.number == 1
    }
    return records > 0
  }

  /// The number of records in a resource group; `nil` where it is none.
  private static func recordsOfResource(_ bytes: [UInt8], _ range: Range<Int>) -> Int? {
    var records = 0
    let isWhole = allFields(bytes, range) { field in
      guard let content = field.content else { return false }
      switch field.number {
      case 1, 3: return true
      case 2, 1000:
        guard let count = recordsOfScope(bytes, content) else { return false }
        records += count
        return true
      default: return false
      }
    }
    return isWhole ? records : nil
  }

  private static func recordsOfScope(_ bytes: [UInt8], _ range: Range<Int>) -> Int? {
    var records = 0
    let isWhole = allFields(bytes, range) { field in
      guard let content = field.content else { return false }
      switch field.number {
      case 1, 3: return true
      case 2:
        records += 1
        return isRecord(bytes, content)
      default: return false
      }
    }
    return isWhole ? records : nil
  }

  private static func isRecord(_ bytes: [UInt8], _ range: Range<Int>) -> Bool {
    var seen: Set<Int> = []
    let isWhole = allFields(bytes, range) { field in
      seen.insert(field.number)
      return true
    }
    guard isWhole, let kind = OTLPRecordKind(of: range, in: bytes) else { return false }
    switch kind {
    case .span: return seen.isSuperset(of: [1, 2]) && !seen.isDisjoint(with: [7, 8])
    case .logRecord: return !seen.isDisjoint(with: [1, 11])
    }
  }

  private static func allFields(
    _ bytes: [UInt8], _ range: Range<Int>, _ isPlausible: (ProtobufField) -> Bool
  ) -> Bool {
    var fields = ProtobufReader(bytes, in: range)
    do {
      while let field = try fields.next() {
        guard isPlausible(field) else { return false }
      }
    } catch {
      return false
    }
    return true
  }
}
