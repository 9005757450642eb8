/// What a record in a scope group is, told by its protobuf fields alone.
enum OTLPRecordKind: Hashable {
  case span
  case logRecord

  /// Looks at the fields' numbers and wire types; `nil` where both kinds, or neither, would fit.
  ///
  /// Fields that come before a break in the message decide, so that a cut record keeps its kind.
  init?(of range: Range<Int>, in bytes: [UInt8]) {
    var fields = ProtobufReader(bytes, in: range)
    var fitsSpan = true
    var fitsLogRecord = true
    while let field = try? fields.next() {
      fitsSpan = fitsSpan && Self.isSpanField(field)
      fitsLogRecord = fitsLogRecord && Self.isLogRecordField(field)
    }
    switch (fitsSpan, fitsLogRecord) {
    case (true, false): self = .span
    case (false, true): self = .logRecord
    default: return nil
    }
  }

  /// Whether the field may stand in a `Span`; numbers that `trace.proto` does not use are allowed.
  static func isSpanField(_ field: ProtobufField) -> Bool {
    switch (field.number, field.value) {
    case (1, .bytes(let content)): content.isEmpty || content.count == 16
    case (2, .bytes(let content)), (4, .bytes(let content)): content.isEmpty || content.count == 8
    case (3, .bytes), (5, .bytes), (9, .bytes), (11, .bytes), (13, .bytes), (15, .bytes): true
    case (6, .varint), (10, .varint), (12, .varint), (14, .varint): true
    case (7, .fixed64), (8, .fixed64), (16, .fixed32): true
    case (17..., _): true
    default: false
    }
  }

  /// Whether the field may stand in a `LogRecord`; numbers that `logs.proto` does not use are allowed.
  static func isLogRecordField(_ field: ProtobufField) -> Bool {
    switch (field.number, field.value) {
    case (1, .fixed64), (11, .fixed64), (8, .fixed32): true
    case (2, .varint), (7, .varint): true
    case (3, .bytes), (5, .bytes), (6, .bytes), (12, .bytes): true
    case (9, .bytes(let content)): content.isEmpty || content.count == 16
    case (10, .bytes(let content)): content.isEmpty || content.count == 8
    case (4, _), (13..., _): true
    default: false
    }
  }
}
