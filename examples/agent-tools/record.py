"""An order-support agent with tools, on the OpenAI SDK under OpenInference's instrumentation.

What goes wrong on purpose: a tool answers {"error": ...} while its span says OK, the model's API refuses a
request with 429 and the program tries again, and the last answer is cut by its token limit.
"""

import json
import pathlib
import sys
import time

HERE = pathlib.Path(__file__).parent
sys.path.insert(0, str(HERE.parent))

import openai  # noqa: E402
from common.otlp_file import Recording  # noqa: E402
from common.stub_server import BASE_URL, FAKE_KEY, Reply, StubServer  # noqa: E402
from openinference.instrumentation import using_attributes  # noqa: E402
from openinference.instrumentation.openai import OpenAIInstrumentor  # noqa: E402
from opentelemetry.trace import Status, StatusCode  # noqa: E402

MODEL = "gpt-4o-mini"
MAX_OUTPUT_TOKENS = 90
REQUEST = (
    "The headphones from my order LK-58213 crackle on the left side. Can I get my money back, and how much "
    "would it be? My e-mail is marta.oduya@example.com."
)
INSTRUCTIONS = """\
You are the order agent of Larkfield & Sons. Solve the customer's request with the tools; do not guess what a \
tool can tell you. Look up the order before you quote a refund. If a tool fails, correct its arguments once. \
Close with the amount, the way of return and the steps that the customer has to take, as a numbered list.
"""

ORDERS = {
    "LK-58213": {
        "order_id": "LK-58213",
        "ordered_on": "2026-11-02",
        "delivered_on": "2026-11-06",
        "customer": "marta.oduya@example.com",
        "items": [
            {"sku": "HP-2210", "name": "Over-ear headphones, graphite", "price": 129.0, "quantity": 1},
            {"sku": "CB-0031", "name": "Audio cable 1.5 m", "price": 9.5, "quantity": 2},
        ],
        "paid": 148.0,
        "shipping": 0.0,
    }
}


def look_up_order(order_id: str) -> dict:
    return ORDERS.get(order_id) or {"error": f"no order {order_id}"}


def refund_quote(order_id: str, sku: str, reason: str) -> dict:
    items = {item["sku"]: item for item in ORDERS.get(order_id, {"items": []})["items"]}
    if sku not in items:
        return {"error": f"unknown sku '{sku}' in order {order_id}", "known_skus": sorted(items)}
    fee = 0.0 if reason == "defective" else round(items[sku]["price"] * 0.15, 2)
    return {"sku": sku, "refund": items[sku]["price"] - fee, "restocking_fee": fee, "currency": "USD"}


def return_label(order_id: str, sku: str) -> dict:
    return {"label": f"RET-{order_id[3:]}-{sku}", "carrier": "Northway Parcel", "valid_days": 14}


TOOLS = {tool.__name__: tool for tool in (look_up_order, refund_quote, return_label)}


def definition(name: str, description: str, **parameters: dict) -> dict:
    schema = {"type": "object", "properties": parameters, "required": list(parameters)}
    return {"type": "function", "function": {"name": name, "description": description, "parameters": schema}}


ORDER_ID = {"type": "string", "description": "Order number, LK- and five digits."}
SKU = {"type": "string", "description": "Article number of the item, such as HP-0001."}
REASON = {"type": "string", "enum": ["defective", "not_wanted", "wrong_item"]}
DEFINITIONS = [
    definition("look_up_order", "Items, prices and dates of an order.", order_id=ORDER_ID),
    definition("refund_quote", "What a return would pay back.", order_id=ORDER_ID, sku=SKU, reason=REASON),
    definition("return_label", "Makes a prepaid return label for an item.", order_id=ORDER_ID, sku=SKU),
]

ANSWER = (
    "I am sorry about the crackling, Marta. As the headphones are defective, you get the full $129.00 back to "
    "your card, with no restocking fee. Here is how to send them in:\n\n"
    "1. Print the return label **RET-58213-HP-2210**; it is valid for 14 days.\n"
    "2. Put the headphones with their case and charging cable into any sturdy box and fix the label on top.\n"
    "3. Hand the parcel in at any Northway Parcel shop and keep the receipt that you are given there.\n"
    "4. We test the headphones within three working days and then pay the money back to your card.\n\n"
    "The two audio cables of the same order stay with you. Write to us at any time if the label does not print."
)


def script(refusals: list[Reply]):
    """The stub model's next move, by how many tool results it has seen; `refusals` come before the third."""
    moves = [
        Reply(tool_calls=[("look_up_order", {"order_id": "LK-58213"})]),
        Reply(
            text="The order is there. I will work out the refund.",
            tool_calls=[
                ("refund_quote", {"order_id": "LK-58213", "sku": "headphones", "reason": "defective"})
            ],
        ),
        Reply(
            tool_calls=[
                ("refund_quote", {"order_id": "LK-58213", "sku": "HP-2210", "reason": "defective"}),
                ("return_label", {"order_id": "LK-58213", "sku": "HP-2210"}),
            ]
        ),
        Reply(text=ANSWER),
    ]

    def reply(body: dict) -> Reply:
        seen = sum(message["role"] == "tool" for message in body["messages"])
        if seen == 2 and refusals:
            return refusals.pop()
        return moves[min(seen, 3)]

    return reply


def complete(client: openai.OpenAI, messages: list[dict]):
    """Asks the model; on a rate limit waits as long as the answer says and asks once more."""
    request = {"model": MODEL, "messages": messages, "tools": DEFINITIONS, "temperature": 0.1}
    for last in (False, True):
        try:
            return client.chat.completions.create(**request, max_completion_tokens=MAX_OUTPUT_TOKENS)
        except openai.RateLimitError as error:
            if last:
                raise
            time.sleep(float(error.response.headers["retry-after"]))


def run_tool(tracer, call) -> str:
    with tracer.start_as_current_span(call.function.name) as span:
        span.set_attribute("openinference.span.kind", "TOOL")
        span.set_attribute("tool.name", call.function.name)
        span.set_attribute("tool.id", call.id)
        span.set_attribute("tool.parameters", call.function.arguments)
        span.set_attribute("input.value", call.function.arguments)
        span.set_attribute("input.mime_type", "application/json")
        time.sleep({"look_up_order": 0.21, "refund_quote": 0.06, "return_label": 0.48}[call.function.name])
        result = json.dumps(TOOLS[call.function.name](**json.loads(call.function.arguments)))
        span.set_attribute("output.value", result)
        span.set_attribute("output.mime_type", "application/json")
        # No exception was raised, so the program calls it OK, whatever the result says.
        span.set_status(Status(StatusCode.OK))
        return result


def run_agent(tracer, client: openai.OpenAI, request: str) -> str:
    with (
        using_attributes(session_id="case-7719"),
        tracer.start_as_current_span("order_agent") as span,
    ):
        span.set_attribute("openinference.span.kind", "AGENT")
        span.set_attribute("agent.name", "order_agent")
        span.set_attribute("session.id", "case-7719")
        span.set_attribute("input.value", request)
        messages = [{"role": "system", "content": INSTRUCTIONS}, {"role": "user", "content": request}]
        while True:
            message = complete(client, messages).choices[0].message
            messages.append(message.model_dump(exclude_none=True))
            if not message.tool_calls:
                span.set_attribute("output.value", message.content)
                span.set_status(Status(StatusCode.OK))
                return message.content
            for call in message.tool_calls:
                messages.append({"role": "tool", "tool_call_id": call.id, "content": run_tool(tracer, call)})


def main() -> None:
    recording = Recording("order-agent", "0.9.2")
    OpenAIInstrumentor().instrument(tracer_provider=recording.provider)
    client = openai.OpenAI(base_url=f"{BASE_URL}/v1", api_key=FAKE_KEY, max_retries=0)
    refusal = Reply(
        status=429,
        error=f"Rate limit reached for {MODEL} on tokens per min (TPM): Limit 60000, Used 59410, "
        "Requested 1480. Please try again in 1s.",
    )
    with StubServer(script([refusal]), first_token_seconds=0.4, seconds_per_token=0.013):
        print(run_agent(recording.tracer("order_agent"), client, REQUEST))
    recording.write(HERE / "trace.json")


if __name__ == "__main__":
    main()
