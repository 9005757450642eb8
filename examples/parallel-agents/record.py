"""Two agents at work at the same time, on the Anthropic SDK under OpenInference's instrumentation.

A coordinator sends one agent to read reviews and another to look at stock, with `asyncio.gather`, and then
writes the summary itself. The agents think before they answer, and their long instructions are cached: the
first call of each writes the cache, the next ones read it.
"""

import asyncio
import json
import pathlib
import sys

HERE = pathlib.Path(__file__).parent
sys.path.insert(0, str(HERE.parent))

import anthropic  # noqa: E402
from common import tokens  # noqa: E402
from common.otlp_file import Recording  # noqa: E402
from common.stub_server import BASE_URL, FAKE_KEY, Reply, StubServer  # noqa: E402
from openinference.instrumentation.anthropic import AnthropicInstrumentor  # noqa: E402
from opentelemetry.trace import Status, StatusCode  # noqa: E402

MODEL = "claude-sonnet-4-6"
REQUEST = "Should we reorder the Fenwick kettle (KT-1180) for December?"

HOUSE_RULES = """\
You work for the buyers of Larkfield & Sons, an online department store. Your answers are read by people who \
decide about orders worth a lot of money, so be exact, name your numbers, and keep opinion apart from fact.

How to work:
1. Read what the tools give you before you judge. Never fill a gap with a guess; name the gap.
2. Count before you generalise: "4 of 12 reviews", not "many reviews".
3. A complaint counts once for each customer, however often the customer writes.
4. Compare figures with the same month of last year first, and with the month before second.
5. Safety comes before everything: anything that hints at heat, sparks, smoke or injury stands in the first line.
6. Money is in US dollars without cents. Dates are written as 2 December. Weeks run from Monday to Sunday.
7. Lead times of suppliers are counted in working days from the day on which the order is confirmed.
8. Stock is what lies in the warehouse less what is reserved; goods on their way are named separately.

How to write:
- Begin with one sentence that answers the question. Then at most five bullet points with the evidence.
- No greeting, no closing words, no praise of the question. No tables unless you are asked for one.
- Write for a reader who knows the goods but has not seen the data.
"""
ROLES = {
    "review_reader": "Your part: read the customer reviews and say what they mean for the decision.",
    "stock_checker": "Your part: look at stock, sales and lead time and say how long the stock lasts.",
    "coordinator": "Your part: weigh what the other agents report and recommend what to order.",
}

REVIEWS = {
    "sku": "KT-1180",
    "months": 3,
    "reviews": [
        {"stars": 5, "text": "Boils a full litre in under three minutes and is quiet about it."},
        {
            "stars": 2,
            "text": "The lid would not close any more after five weeks. Replaced without questions.",
        },
        {"stars": 4, "text": "Handsome and quick. The cord could be longer."},
        {
            "stars": 1,
            "text": "Lid broke at the hinge, steam came out at the side and I nearly burned my hand.",
        },
        {"stars": 5, "text": "Bought a second one for the office."},
        {"stars": 2, "text": "Hinge of the lid is too thin. Otherwise a fine kettle."},
    ],
}
STOCK = {
    "sku": "KT-1180",
    "on_hand": 412,
    "reserved": 38,
    "on_the_way": 0,
    "sold_by_month": {"2025-11": 301, "2025-12": 655, "2026-09": 240, "2026-10": 288},
    "lead_time_working_days": 12,
    "unit_cost": 23,
}
TOOLS = {
    "read_reviews": ("Customer reviews of an article.", REVIEWS, 0.32),
    "read_stock": ("Stock, sales and lead time of an article.", STOCK, 0.19),
}

FINDINGS = {
    "review_reader": Reply(
        thinking="Six reviews. Three speak of the lid: two stars, one star, two stars. One of them mentions steam "
        "and a near burn. By the rules that is a safety hint and goes first. The other three are good.",
        text="Do not reorder before the hinge of the lid is cleared up with the supplier: 1 of 6 reviews tells of "
        "steam at a broken hinge and a hand nearly burned.\n\n- 3 of 6 reviews report a lid that broke or no "
        "longer closed.\n- 3 of 6 give four or five stars; they praise speed and quiet.\n- The reviews do not say "
        "which production lot the kettles came from. That is a gap.",
    ),
    "stock_checker": Reply(
        thinking="Free stock is 412 - 38 = 374. December last year sold 655, November 301. October is 288, and "
        "September 240. With November like last year there would be about 73 left at the start of December.",
        text="Free stock of 374 will not last through December.\n\n- Last December 655 were sold, last November "
        "301.\n- At last November's pace about 73 remain on 1 December.\n- Nothing is on its way; the lead time is "
        "12 working days.\n- To match last December some 582 more are needed, about $13,386 at cost.",
    ),
}
SUMMARY = (
    "Order 600 kettles only if the supplier confirms in writing that the hinge of the lid has been changed; "
    "otherwise let the stock run out.\n\n- Safety: 1 of 6 reviews tells of escaping steam and a near burn, and 3 "
    "of 6 of a failing lid.\n- Demand: 655 were sold last December; about 73 will be left on 1 December.\n- Time: "
    "12 working days of lead time. The supplier's answer is needed this week.\n- Cost: 600 pieces are $13,800."
)


def script():
    """The stub model: first a tool call, then the findings. A prefix is cached from its second call on."""
    cached: set[str] = set()

    def reply(body: dict) -> Reply:
        prefix = json.dumps([body["system"], body.get("tools")])
        role = next(role for role, text in ROLES.items() if text in prefix)
        if role == "coordinator":
            move = Reply(text=SUMMARY)
        elif len(body["messages"]) == 1:
            tool = body["tools"][0]["name"]
            move = Reply(thinking="The data comes first.", tool_calls=[(tool, {"sku": "KT-1180"})])
        else:
            move = FINDINGS[role]
        size = tokens.count(" ".join(part["text"] for part in body["system"]))
        hit = prefix in cached
        cached.add(prefix)
        return Reply(
            move.text, move.tool_calls, move.thinking, cache_read=size * hit, cache_write=size * (not hit)
        )

    return reply


def definition(tool: str) -> dict:
    schema = {"type": "object", "properties": {"sku": {"type": "string"}}, "required": ["sku"]}
    return {"name": tool, "description": TOOLS[tool][0], "input_schema": schema}


async def ask(client: anthropic.AsyncAnthropic, role: str, messages: list[dict], **options):
    system = [
        {"type": "text", "text": f"{HOUSE_RULES}\n{ROLES[role]}", "cache_control": {"type": "ephemeral"}}
    ]
    return await client.messages.create(
        model=MODEL, max_tokens=2048, system=system, messages=messages, **options
    )


async def run_tool(tracer, call) -> dict:
    with tracer.start_as_current_span(call.name) as span:
        _, result, seconds = TOOLS[call.name]
        await asyncio.sleep(seconds)
        span.set_attributes(
            {
                "openinference.span.kind": "TOOL",
                "tool.name": call.name,
                "tool.id": call.id,
                "tool.parameters": json.dumps(call.input),
                "input.value": json.dumps(call.input),
                "input.mime_type": "application/json",
                "output.value": json.dumps(result),
                "output.mime_type": "application/json",
            }
        )
        span.set_status(Status(StatusCode.OK))
        return {"type": "tool_result", "tool_use_id": call.id, "content": json.dumps(result)}


async def run_agent(tracer, client: anthropic.AsyncAnthropic, role: str, tool: str, task: str) -> str:
    with tracer.start_as_current_span(role) as span:
        span.set_attributes({"openinference.span.kind": "AGENT", "agent.name": role, "input.value": task})
        messages = [{"role": "user", "content": task}]
        while True:
            answer = await ask(
                client,
                role,
                messages,
                tools=[definition(tool)],
                thinking={"type": "enabled", "budget_tokens": 1024},
            )
            calls = [part for part in answer.content if part.type == "tool_use"]
            if not calls:
                text = "".join(part.text for part in answer.content if part.type == "text")
                span.set_attribute("output.value", text)
                span.set_status(Status(StatusCode.OK))
                return text
            content = [part.model_dump(exclude_none=True) for part in answer.content]
            messages.append({"role": "assistant", "content": content})
            results = [await run_tool(tracer, call) for call in calls]
            messages.append({"role": "user", "content": results})


async def coordinate(tracer, client: anthropic.AsyncAnthropic, request: str) -> str:
    with tracer.start_as_current_span("coordinator") as span:
        span.set_attributes(
            {
                "openinference.span.kind": "AGENT",
                "agent.name": "coordinator",
                "session.id": "reorder-0412",
                "input.value": request,
            }
        )
        reviews, stock = await asyncio.gather(
            run_agent(tracer, client, "review_reader", "read_reviews", f"{request} What do the reviews say?"),
            run_agent(
                tracer, client, "stock_checker", "read_stock", f"{request} How long does the stock last?"
            ),
        )
        reports = f"{request}\n\nReport on reviews:\n{reviews}\n\nReport on stock:\n{stock}"
        answer = await ask(client, "coordinator", [{"role": "user", "content": reports}])
        span.set_attribute("output.value", answer.content[0].text)
        span.set_status(Status(StatusCode.OK))
        return answer.content[0].text


def main() -> None:
    recording = Recording("reorder-advice", "1.1.0")
    AnthropicInstrumentor().instrument(tracer_provider=recording.provider)
    client = anthropic.AsyncAnthropic(base_url=BASE_URL, api_key=FAKE_KEY, max_retries=0)
    with StubServer(script(), first_token_seconds=0.7, seconds_per_token=0.012):
        print(asyncio.run(coordinate(recording.tracer("reorder_advice"), client, REQUEST)))
    recording.write(HERE / "trace.json")


if __name__ == "__main__":
    main()
