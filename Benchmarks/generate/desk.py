"""A long agent session with OpenInference's attributes: agents within agents (some in parallel), tool calls,
retrievals and model calls whose message history grows until it is compacted; now and then a tool fails, the API
refuses a call, an answer is cut. Everything in it is invented.
"""

import json
import random

from otlp import attribute

START = 1_795_442_400_000_000_000  # 2026-11-23T14:00:00Z
MILLISECOND = 1_000_000
HISTORY_LIMIT = 60
MODELS = ["gpt-4o", "gpt-4o-mini", "gpt-4.1"]
AGENTS = ["researcher", "order_analyst", "policy_reader", "stock_planner", "reviewer"]
TOOLS = ["look_up_order", "list_shipments", "stock_level", "refund_quote", "customer_history", "draft_e_mail"]
TOPICS = [
    "late parcels", "returned kettles", "the December stock", "refunds above $200", "the lamp recall",
    "duplicate invoices", "gift card balances", "the Harbor Street store", "damaged furniture", "express shipping",
]  # fmt: skip
SENTENCES = [
    "In week {n} there were {m} cases about {topic}, of which {k} are still open.",
    "The figures for {topic} differ between the warehouse ({m}) and the shop ({n}); the shop's are newer.",
    "Customers who wrote about {topic} waited {k} days for a first answer.",
    "According to the policy page, {topic} are handled within {k} working days.",
    "Order LK-{id} is a good example: paid on the {k}th, sent twice, returned once.",
    "I will compare {topic} with {other} before I draw a conclusion.",
    "No record explains the jump from {n} to {m}; it may be an import that ran twice.",
    "The supplier confirmed {m} pieces, {k} days later than agreed.",
    "A refund of ${m}.50 was paid for LK-{id}, though the parcel had not come back.",
    "Next, the notes on {other} should be read, because they name the same carrier.",
]
ERRORS = [
    ("TimeoutError", "the warehouse did not answer within 30 s"),
    ("PermissionError", "the service account may not read customer notes"),
    ("ValueError", "no order LK-00000"),
]


class Writer:
    """Makes texts, ids and spans; counts the spans that are left to make."""

    def __init__(self, count: int, seed: int):
        self.random = random.Random(seed)
        self.left = count
        self.trace_id = self.hex(32)
        self.spans: list[dict] = []

    def hex(self, digits: int) -> str:
        return f"{self.random.getrandbits(4 * digits) or 1:0{digits}x}"

    def chance(self, share: float) -> bool:
        return self.random.random() < share

    def milliseconds(self, low: int, high: int) -> int:
        return self.random.randint(low * 1000, high * 1000) * (MILLISECOND // 1000)

    def sentence(self) -> str:
        topic, other = self.random.sample(TOPICS, 2)
        n, m, k = (self.random.randint(2, limit) for limit in (52, 900, 14))
        form = self.random.choice(SENTENCES)
        return form.format(topic=topic, other=other, n=n, m=m, k=k, id=self.random.randint(10000, 99999))

    def text(self, low: int, high: int) -> str:
        return " ".join(self.sentence() for _ in range(self.random.randint(low, high)))

    def open(self, name: str, kind: str, parent: str | None, start: int) -> dict:
        """Begins a span; `close` gives it its end and its attributes."""
        self.left -= 1
        span = {
            "traceId": self.trace_id,
            "spanId": self.hex(16),
            **({"parentSpanId": parent} if parent else {}),
            "name": name,
            "kind": 1,
            "startTimeUnixNano": str(start),
            "attributes": [attribute("openinference.span.kind", kind)],
        }
        self.spans.append(span)
        return span

    def close(self, span: dict, end: int, attributes: dict, error: tuple[str, str] | None = None) -> int:
        span["endTimeUnixNano"] = str(end)
        span["attributes"] += [attribute(key, value) for key, value in attributes.items()]
        span["status"] = {"code": 1}
        if error:
            kind, message = error
            span["status"] = {"code": 2, "message": f"{kind}: {message}"}
            about = [attribute("exception.type", kind), attribute("exception.message", message)]
            span["events"] = [{"timeUnixNano": str(end), "name": "exception", "attributes": about}]
        return end


def flat_messages(prefix: str, messages: list[dict]) -> dict:
    """Messages as OpenInference spells them: one attribute for each leaf."""
    flat = {}
    for index, message in enumerate(messages):
        place = f"{prefix}.{index}.message"
        flat[f"{place}.role"] = message["role"]
        if "content" in message:
            flat[f"{place}.content"] = message["content"]
        if "tool_call_id" in message:
            flat[f"{place}.tool_call_id"] = message["tool_call_id"]
        for number, (identity, name, arguments) in enumerate(message.get("calls", [])):
            call = f"{place}.tool_calls.{number}.tool_call"
            flat[f"{call}.id"] = identity
            flat[f"{call}.function.name"] = name
            flat[f"{call}.function.arguments"] = arguments
    return flat


def cost(message: dict) -> int:
    """The tokens of a message, kept in it so that a repeated one is counted once."""
    if "tokens" not in message:
        words = message.get("content", "") + " ".join(
            name + arguments for _, name, arguments in message.get("calls", [])
        )
        message["tokens"] = 4 + len(words) // 5
    return message["tokens"]


def model_call(out: Writer, agent: dict, start: int, output: dict) -> int:
    """One model call on the agent's history; `output` is what it answers. Returns its end."""
    history = agent["history"]
    request = {
        "llm.model_name": agent["model"],
        "llm.provider": "openai",
        "llm.system": "openai",
        "llm.invocation_parameters": json.dumps(
            {"model": agent["model"], "temperature": 0.2, "max_tokens": 600}
        ),
        **flat_messages("llm.input_messages", history),
    }
    if out.left > 1 and out.chance(0.02):
        refused = out.open("ChatCompletion", "LLM", agent["id"], start)
        end = start + out.milliseconds(60, 140)
        error = (
            "RateLimitError",
            f"Error code: 429 - Rate limit reached for {agent['model']}. Try again in 1s.",
        )
        start = out.close(refused, end, request, error) + 1000 * MILLISECOND
    span = out.open("ChatCompletion", "LLM", agent["id"], start)
    prompt, completion = 3 + sum(map(cost, history)), cost(output)
    cached = agent["cached"] if agent["cached"] < prompt else 0
    agent["cached"] = prompt
    finish = "tool_calls" if output.get("calls") else "length" if out.chance(0.05) else "stop"
    end = start + out.milliseconds(350, 700) + completion * 14 * MILLISECOND
    return out.close(
        span,
        end,
        {
            **request,
            **flat_messages("llm.output_messages", [output]),
            "llm.finish_reason": finish,
            "llm.token_count.prompt": prompt,
            "llm.token_count.completion": completion,
            "llm.token_count.total": prompt + completion,
            "llm.token_count.prompt_details.cache_read": cached,
        },
    )


def tool_run(out: Writer, agent: dict, start: int, call: tuple[str, str, str]) -> int:
    identity, name, arguments = call
    span = out.open(name, "TOOL", agent["id"], start)
    end = start + out.milliseconds(20, 900)
    error, result = None, {"result": out.text(1, 6), "count": out.random.randint(0, 400)}
    if out.chance(0.03):
        error = out.random.choice(ERRORS)
        result = {"error": error[1]}
    elif out.chance(0.03):
        result = {"error": "rate of requests exceeded, try again later"}
    content = json.dumps(result)
    agent["history"].append({"role": "tool", "tool_call_id": identity, "content": content})
    about = {
        "tool.name": name,
        "tool.id": identity,
        "tool.parameters": arguments,
        "input.value": arguments,
        "input.mime_type": "application/json",
        "output.value": content,
        "output.mime_type": "application/json",
    }
    return out.close(span, end, about, error)


def retrieval(out: Writer, agent: dict, start: int, call: tuple[str, str, str]) -> int:
    identity, _, arguments = call
    span = out.open("search_help_pages", "RETRIEVER", agent["id"], start)
    documents, score = {}, out.random.uniform(0.6, 0.95)
    texts = [out.text(3, 6) for _ in range(out.random.randint(3, 6))]
    for rank, text in enumerate(texts):
        document = f"retrieval.documents.{rank}.document"
        documents[f"{document}.id"] = f"page-{out.random.randint(100, 999)}"
        documents[f"{document}.content"] = text
        documents[f"{document}.score"] = round(score, 4)
        documents[f"{document}.metadata"] = json.dumps({"title": f"About {out.random.choice(TOPICS)}"})
        score *= out.random.uniform(0.8, 0.99)
    content = "\n\n".join(texts)
    agent["history"].append({"role": "tool", "tool_call_id": identity, "content": content})
    query = json.loads(arguments)["query"]
    return out.close(span, start + out.milliseconds(90, 600), {"input.value": query, **documents})


def run_agent(
    out: Writer, name: str, parent: str | None, start: int, steps: int, depth: int
) -> tuple[int, str]:
    """An agent with `steps` rounds of model call and tools. Returns its end and what it reports."""
    span = out.open(name, "AGENT", parent, start)
    task = f"Find out what is behind {out.random.choice(TOPICS)}. {out.text(1, 3)}"
    agent = {
        "id": span["spanId"],
        "model": MODELS[0] if depth == 0 else out.random.choice(MODELS),
        "cached": 0,
        "history": [
            {"role": "system", "content": f"You are {name} of Larkfield & Sons. {out.text(6, 10)}"},
            {"role": "user", "content": task},
        ],
    }
    clock, report = start + out.milliseconds(1, 9), ""
    for step in range(steps):
        if out.left <= 0:
            break
        if len(agent["history"]) > HISTORY_LIMIT:
            summary = {"role": "user", "content": f"Summary of the work so far: {out.text(8, 14)}"}
            agent["history"] = [agent["history"][0], summary]
        if step == steps - 1 or out.left == 1:
            report = out.text(2, 6)
            clock = model_call(out, agent, clock, {"role": "assistant", "content": report})
            break
        clock = one_round(out, agent, clock, depth)
    out.close(
        span,
        clock + out.milliseconds(1, 5),
        {"agent.name": name, "input.value": task, "output.value": report},
    )
    return int(span["endTimeUnixNano"]), report


def one_round(out: Writer, agent: dict, clock: int, depth: int) -> int:
    """A model call that asks for tools, a search or sub-agents, and what it asked for."""
    draw = out.random.random()
    if draw < 0.15 and depth < 2:
        names = out.random.sample(AGENTS, out.random.randint(1, 3))
        runs = [("hand_over", json.dumps({"agent": name})) for name in names]
    elif draw < 0.4:
        runs = [
            (
                "search_help_pages",
                json.dumps({"query": f"What do we promise about {out.random.choice(TOPICS)}?"}),
            )
        ]
    else:
        names = out.random.choices(TOOLS, k=out.random.choice([1, 1, 2, 3]))
        runs = [(name, json.dumps({"order_id": f"LK-{out.random.randint(10000, 99999)}"})) for name in names]
    calls = [(f"call_{out.hex(16)}", name, arguments) for name, arguments in runs]
    output = {"role": "assistant", "content": out.text(1, 3), "calls": calls}
    begin = model_call(out, agent, clock, output) + out.milliseconds(1, 6)
    agent["history"].append(output)
    ends = [begin]
    for call in calls:
        if out.left <= 0:
            break
        if call[1] == "hand_over":
            name = json.loads(call[2])["agent"]
            end, report = run_agent(out, name, agent["id"], begin, out.random.randint(3, 9), depth + 1)
            agent["history"].append({"role": "tool", "tool_call_id": call[0], "content": report})
            ends.append(end)
        else:
            ends.append((retrieval if call[1] == "search_help_pages" else tool_run)(out, agent, begin, call))
    return max(ends) + out.milliseconds(1, 8)


def desk(_, count):
    """One session of exactly COUNT spans."""
    out = Writer(count, 7)
    run_agent(out, "operations_desk", None, START, count, 0)
    about = {"service.name": "operations-desk", "service.version": "1.0.0", "telemetry.sdk.language": "python"}
    resource = {"attributes": [attribute(key, value) for key, value in about.items()]}
    scope = {"scope": {"name": "desk", "version": "1"}, "spans": out.spans}
    yield {"resourceSpans": [{"resource": resource, "scopeSpans": [scope]}]}
