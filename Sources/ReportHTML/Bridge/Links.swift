import ReportModel

extension SpanReference {
  /// The link to the span's details.
  var url: SafeURL { .fragment(anchor) }
}

extension TextReference {
  /// The link to where the text stands whole.
  var url: SafeURL { .fragment(anchor) }
}

extension OverviewRow {
  /// The link to the trace.
  var url: SafeURL { .fragment(anchor) }
}

extension WaterfallView.Row {
  /// The link to the span's details.
  var url: SafeURL { .fragment(target) }
}

extension ConversationView.Entry {
  /// The link to where the message stands whole.
  var url: SafeURL { .fragment(target) }
}

extension KindLabel {
  /// The icon of the kind.
  var symbolURL: SafeURL { .fragment("i-" + hue.rawValue) }
}

extension ImageView {
  /// The image itself; nil where the bytes are not what they claim, since `src="#"` would load the page once more.
  var url: SafeURL? { SafeURL.data(mediaType: mediaType, base64: base64) }
}

extension ExchangeView {
  /// Whether both sides are there.
  var isPair: Bool { question != nil && answer != nil }
}
