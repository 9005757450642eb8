"""The support bot of `../returns-policy` under OpenTelemetry's own OpenAI instrumentation.

It follows the GenAI conventions. Message content goes both onto the spans, as JSON, and into log events, as structured bodies. The
workflow span comes from the conventions' helper library, the retrieval span is by hand.
"""

import json
import os
import pathlib
import sys

os.environ["OTEL_SEMCONV_STABILITY_OPT_IN"] = "gen_ai_latest_experimental"
os.environ["OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT"] = "span_and_event"
os.environ["OTEL_INSTRUMENTATION_GENAI_EMIT_EVENT"] = "true"

HERE = pathlib.Path(__file__).parent
sys.path.insert(0, str(HERE.parent))

import openai  # noqa: E402
from common import shop  # noqa: E402
from common.otlp_file import Recording  # noqa: E402
from common.stub_server import BASE_URL, FAKE_KEY, Reply, StubServer  # noqa: E402
from opentelemetry.instrumentation.openai_v2 import OpenAIInstrumentor  # noqa: E402
from opentelemetry.sdk._logs import LoggerProvider  # noqa: E402
from opentelemetry.sdk._logs.export import InMemoryLogRecordExporter, SimpleLogRecordProcessor  # noqa: E402
from opentelemetry.util.genai.handler import TelemetryHandler  # noqa: E402
from opentelemetry.util.genai.types import InputMessage, OutputMessage, Text  # noqa: E402

TOP_K = 5


def embed(client: openai.OpenAI, texts: list[str]) -> list[list[float]]:
    answer = client.embeddings.create(model=shop.EMBEDDING_MODEL, input=texts)
    return [item.embedding for item in answer.data]


def search(tracer, client: openai.OpenAI, question: str, index: dict[str, list[float]]) -> list[str]:
    with tracer.start_as_current_span(f"retrieval {shop.INDEX_NAME}") as span:
        span.set_attributes(
            {
                "gen_ai.operation.name": "retrieval",
                "gen_ai.data_source.id": shop.INDEX_NAME,
                "gen_ai.request.model": shop.EMBEDDING_MODEL,
                "gen_ai.retrieval.top_k": TOP_K,
                "gen_ai.retrieval.query.text": question,
            }
        )
        (query,) = embed(client, [question])
        hits = shop.nearest(query, index, TOP_K)
        documents = [
            {
                "id": identity,
                "score": round(score, 6),
                "title": shop.PAGES[identity][0],
                "content": shop.PAGES[identity][2],
            }
            for identity, score in hits
        ]
        span.set_attribute("gen_ai.retrieval.documents", json.dumps(documents))
        return [identity for identity, _ in hits]


def chat(
    tracer, handler: TelemetryHandler, client: openai.OpenAI, question: str, index: dict[str, list[float]]
) -> str:
    with handler.workflow("rag_chat") as workflow:
        workflow.input_messages = [InputMessage("user", [Text(question)])]
        identities = search(tracer, client, question, index)
        completion = client.chat.completions.create(
            model=shop.CHAT_MODEL,
            messages=shop.messages(identities, question),
            temperature=0.3,
            max_completion_tokens=400,
        )
        text = completion.choices[0].message.content
        workflow.output_messages = [OutputMessage("assistant", [Text(text)], "stop")]
        return text


def main() -> None:
    recording = Recording("support-bot", "2.3.0")
    logs = InMemoryLogRecordExporter()
    logger_provider = LoggerProvider(resource=recording.resource, shutdown_on_exit=False)
    logger_provider.add_log_record_processor(SimpleLogRecordProcessor(logs))
    handler = TelemetryHandler(tracer_provider=recording.provider, logger_provider=logger_provider)
    client = openai.OpenAI(base_url=f"{BASE_URL}/v1", api_key=FAKE_KEY, max_retries=0)
    tracer = recording.tracer("support_bot")
    with StubServer(lambda _: Reply(text=shop.ANSWER), shop.embed):
        # The index is made before the instrumentation is on: it is no part of the trace.
        vectors = embed(client, [shop.page_text(identity) for identity in shop.PAGES])
        index = dict(zip(shop.PAGES, vectors, strict=True))
        OpenAIInstrumentor().instrument(tracer_provider=recording.provider, logger_provider=logger_provider)
        print(chat(tracer, handler, client, shop.QUESTION, index))
    recording.write(HERE / "trace.jsonl", logs.get_finished_logs())


if __name__ == "__main__":
    main()
