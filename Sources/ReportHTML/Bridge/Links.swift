import ReportModel

extension SpanReference {
  /// The link to the span's details.
  var url: SafeURL { .fragment(anchor) }
}

extension StepLink {
  /// The link to the step's details.
  var url: SafeURL { .fragment(anchor) }
}

extension Sign {
  /// The drawing of the sign.
  var url: SafeURL { .fragment(symbolID) }
  /// Its id.
  var symbolID: String { "sign-" + rawValue }
}

extension FindingKind {
  /// The icon of the kind of span that the finding is about.
  var symbolURL: SafeURL { .fragment("i-" + hue.rawValue) }
}

extension MachineCycle {
  /// The link to the step with which it began.
  var url: SafeURL { .fragment(target) }
}

extension MemberList.Member {
  /// The link to the step.
  var url: SafeURL { .fragment(anchor) }
}

extension TextReference {
  /// The link to where the text stands whole.
  var url: SafeURL { .fragment(anchor) }
}

extension WaterfallView.Row {
  /// The link to the span's details.
  var url: SafeURL { .fragment(target) }
}

extension ResultView {
  /// The link to the call that it answers.
  var url: SafeURL? { target.map { .fragment($0) } }
}

extension CitationView {
  /// The link to the source, where its address is fit for one.
  var url: SafeURL? { address.flatMap(SafeURL.external) }
  /// The address as text, where it is no link and not the name of the source already.
  var place: String? { url == nil && address != source ? address : nil }
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
  var url: SafeURL? { base64.isEmpty ? nil : SafeURL.data(mediaType: mediaType, base64: base64) }
}

extension ExchangeView {
  /// Whether both sides are there.
  var isPair: Bool { question != nil && answer != nil }
}

extension RunOutline {
  /// Whether another agent stands above it.
  var isDeep: Bool { depth > 0 }
}

extension RunOutline.Item {
  /// The link to the step's details.
  var url: SafeURL { .fragment(target) }
}

extension RunChip {
  /// The link to the tool's details.
  var url: SafeURL { .fragment(target) }
}
