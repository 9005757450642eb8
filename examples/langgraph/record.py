"""A LangGraph graph with a router, a tool-using agent and a node that words the answer.

Recorded by OpenInference's LangChain instrumentation. Beside the steps that matter it records the inside of
the framework: runnable sequences, prompt templates, output parsers, the functions at the graph's branches.
"""

import os
import pathlib
import sys
import time
from typing import Annotated, TypedDict

os.environ["LANGSMITH_TRACING"] = "false"

HERE = pathlib.Path(__file__).parent
sys.path.insert(0, str(HERE.parent))

from common.otlp_file import Recording  # noqa: E402
from common.stub_server import BASE_URL, FAKE_KEY, Reply, StubServer  # noqa: E402
from langchain_core.messages import AnyMessage, HumanMessage, SystemMessage  # noqa: E402
from langchain_core.output_parsers import StrOutputParser  # noqa: E402
from langchain_core.prompts import ChatPromptTemplate  # noqa: E402
from langchain_core.tools import tool  # noqa: E402
from langchain_openai import ChatOpenAI  # noqa: E402
from langgraph.graph import END, START, StateGraph  # noqa: E402
from langgraph.graph.message import add_messages  # noqa: E402
from langgraph.prebuilt import ToolNode, tools_condition  # noqa: E402
from openinference.instrumentation.langchain import LangChainInstrumentor  # noqa: E402

MODEL = "gpt-4o-mini"
QUESTION = "Is the Oakham desk lamp in stock at the Harbor Street store, and can I pick it up today?"

ROUTER = "Name the topic of the customer's message with one word: stock, orders, returns or other."
AGENT = (
    "You answer questions on stock and collection for Larkfield & Sons, an online department store. Look up "
    "stock and store hours with the tools before you answer. State facts only; another step words the reply."
)
WRITER = (
    "Word the facts as a reply to the customer: two friendly sentences at most, no lists, no invented facts."
)

STOCK = {("oakham desk lamp", "harbor street"): {"article": "LM-4402", "pieces": 3, "aisle": "2C"}}
HOURS = {"harbor street": {"today": "10:00-20:00", "collection_until": "19:45"}}


class State(TypedDict):
    messages: Annotated[list[AnyMessage], add_messages]
    topic: str
    reply: str


@tool
def stock_in_store(article: str, store: str) -> dict:
    """Pieces of an article on the shelves of a store."""
    time.sleep(0.24)
    return STOCK.get((article.lower(), store.lower()), {"pieces": 0})


@tool
def store_hours(store: str) -> dict:
    """Today's opening hours of a store, and until when orders are handed out."""
    time.sleep(0.08)
    return HOURS[store.lower()]


TOOLS = [stock_in_store, store_hours]


def script(body: dict) -> Reply:
    """The stub model's moves, told apart by the instructions that it was given."""
    instructions = body["messages"][0]["content"]
    if instructions == ROUTER:
        return Reply(text="stock")
    if instructions == WRITER:
        return Reply(
            text="Good news: three Oakham desk lamps are on the shelf in our Harbor Street store, in aisle 2C. You "
            "can pick one up today until 7:45 p.m.; the store itself closes at 8 p.m."
        )
    if any(message["role"] == "tool" for message in body["messages"]):
        return Reply(
            text="Oakham desk lamp (LM-4402): 3 pieces at Harbor Street, aisle 2C. Open today 10:00-20:00, "
            "collection until 19:45. Collection today is possible."
        )
    return Reply(
        tool_calls=[
            ("stock_in_store", {"article": "Oakham desk lamp", "store": "Harbor Street"}),
            ("store_hours", {"store": "Harbor Street"}),
        ]
    )


def build(model: ChatOpenAI):
    route = (
        ChatPromptTemplate.from_messages([("system", ROUTER), ("human", "{question}")])
        | model
        | StrOutputParser()
    )
    word = (
        ChatPromptTemplate.from_messages([("system", WRITER), ("human", "{facts}")])
        | model
        | StrOutputParser()
    )
    with_tools = model.bind_tools(TOOLS)

    def router(state: State) -> dict:
        return {"topic": route.invoke({"question": state["messages"][-1].content})}

    def stock_agent(state: State) -> dict:
        return {"messages": [with_tools.invoke([SystemMessage(AGENT), *state["messages"]])]}

    def write_reply(state: State) -> dict:
        return {"reply": word.invoke({"facts": state["messages"][-1].content})}

    def by_topic(state: State) -> str:
        return "stock_agent" if state["topic"] == "stock" else "write_reply"

    graph = StateGraph(State)
    graph.add_node("router", router)
    graph.add_node("stock_agent", stock_agent)
    graph.add_node("tools", ToolNode(TOOLS))
    graph.add_node("write_reply", write_reply)
    graph.add_edge(START, "router")
    graph.add_conditional_edges("router", by_topic, ["stock_agent", "write_reply"])
    graph.add_conditional_edges("stock_agent", tools_condition, {"tools": "tools", END: "write_reply"})
    graph.add_edge("tools", "stock_agent")
    graph.add_edge("write_reply", END)
    return graph.compile(name="store_assistant")


def main() -> None:
    recording = Recording("store-assistant", "0.4.0")
    LangChainInstrumentor().instrument(tracer_provider=recording.provider)
    model = ChatOpenAI(
        model=MODEL, base_url=f"{BASE_URL}/v1", api_key=FAKE_KEY, temperature=0.2, max_retries=0
    )
    with StubServer(script, first_token_seconds=0.45, seconds_per_token=0.015):
        state = build(model).invoke({"messages": [HumanMessage(QUESTION)], "topic": "", "reply": ""})
        print(state["reply"])
    recording.write(HERE / "trace.json")


if __name__ == "__main__":
    main()
