"""The support bot of `../returns-policy` with the OpenAI SDK, under OpenInference's instrumentation.

The instrumentation records the embedding and the chat completion. The chain and the retriever are spans by
hand, in the same convention.
"""

import json
import pathlib
import sys

HERE = pathlib.Path(__file__).parent
sys.path.insert(0, str(HERE.parent))

import openai  # noqa: E402
from common import shop  # noqa: E402
from common.otlp_file import Recording  # noqa: E402
from common.stub_server import BASE_URL, FAKE_KEY, Reply, StubServer  # noqa: E402
from openinference.instrumentation import suppress_tracing, using_attributes  # noqa: E402
from openinference.instrumentation.openai import OpenAIInstrumentor  # noqa: E402
from opentelemetry.trace import Status, StatusCode  # noqa: E402

TOP_K = 5


def embed(client: openai.OpenAI, texts: list[str]) -> list[list[float]]:
    answer = client.embeddings.create(model=shop.EMBEDDING_MODEL, input=texts)
    return [item.embedding for item in answer.data]


def search(tracer, client: openai.OpenAI, question: str, index: dict[str, list[float]]) -> list[str]:
    with tracer.start_as_current_span("vector_search") as span:
        span.set_attribute("openinference.span.kind", "RETRIEVER")
        span.set_attribute("input.value", question)
        span.set_attribute("metadata", json.dumps({"index": shop.INDEX_NAME, "top_k": TOP_K}))
        (query,) = embed(client, [question])
        hits = shop.nearest(query, index, TOP_K)
        for rank, (identity, score) in enumerate(hits):
            title, _, text = shop.PAGES[identity]
            document = f"retrieval.documents.{rank}.document"
            span.set_attribute(f"{document}.id", identity)
            span.set_attribute(f"{document}.content", text)
            span.set_attribute(f"{document}.score", round(score, 6))
            span.set_attribute(f"{document}.metadata", json.dumps({"title": title, "language": "en"}))
        span.set_status(Status(StatusCode.OK))
        return [identity for identity, _ in hits]


def answer(client: openai.OpenAI, question: str, identities: list[str]) -> str:
    completion = client.chat.completions.create(
        model=shop.CHAT_MODEL,
        messages=shop.messages(identities, question),
        temperature=0.3,
        max_completion_tokens=400,
    )
    return completion.choices[0].message.content


def chat(tracer, client: openai.OpenAI, question: str, index: dict[str, list[float]]) -> str:
    with (
        using_attributes(session_id="chat-20481", user_id="customer-3307", tags=["web"]),
        tracer.start_as_current_span("rag_chat") as root,
    ):
        root.set_attribute("openinference.span.kind", "CHAIN")
        root.set_attribute("session.id", "chat-20481")
        root.set_attribute("user.id", "customer-3307")
        root.set_attribute("input.value", question)
        text = answer(client, question, search(tracer, client, question, index))
        root.set_attribute("output.value", text)
        root.set_status(Status(StatusCode.OK))
        return text


def main() -> None:
    recording = Recording("support-bot", "2.3.0")
    OpenAIInstrumentor().instrument(tracer_provider=recording.provider)
    client = openai.OpenAI(base_url=f"{BASE_URL}/v1", api_key=FAKE_KEY, max_retries=0)
    with StubServer(lambda _: Reply(text=shop.ANSWER), shop.embed):
        with suppress_tracing():
            vectors = embed(client, [shop.page_text(identity) for identity in shop.PAGES])
        index = dict(zip(shop.PAGES, vectors, strict=True))
        print(chat(recording.tracer("support_bot"), client, shop.QUESTION, index))
    recording.write(HERE / "trace.json")


if __name__ == "__main__":
    main()
