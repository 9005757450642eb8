"""Writes a large, plausible input; the same arguments give the same bytes, without network or chance.

    python3 Benchmarks/generate NAME COUNT FILE [FIRST]    FIRST: where ids begin, for files that are read together
    python3 Benchmarks/generate                            lists the names
"""

import functools
import json
import os
import sys

import agents
import desk
import logs
import multiplied
import otlp
import platforms
import traffic
import transcripts
from maker import Maker

CORPUS = os.environ.get("TRACEPAGE_CORPUS", "Tests/Corpus")


def lines(make):
    """What `make` yields, as JSON Lines."""

    @functools.wraps(make)
    def written(maker, count):
        return (json.dumps(line) + "\n" for line in make(maker, int(count)))

    return written


def sessions(_, megabytes):
    """Real sessions of the corpus (TRACEPAGE_CORPUS), multiplied to COUNT megabytes."""
    return multiplied.sessions(os.path.join(CORPUS, "claude-code"), megabytes)


MAKERS = {
    "otlp-many": otlp.many, "otlp-one": otlp.one, "steps": otlp.steps, "history": otlp.history, "traces": otlp.traces, "lone": otlp.lone,
    "bare": otlp.bare, "text": otlp.text, "line": otlp.line, "models": otlp.models, "documents": otlp.documents, "session": sessions,
    "desk": lines(desk.desk), "turns": lines(agents.turns), "claude-code": lines(agents.claude_code), "claude-agents": lines(agents.claude_agents),
    "codex": lines(agents.codex), "pi": lines(agents.pi), "antigravity": lines(agents.antigravity), "langsmith": lines(platforms.langsmith),
    "langfuse": lines(platforms.langfuse), "openai-agents": lines(platforms.openai_agents),
    "inspect": lines(platforms.inspect), "litellm": lines(traffic.litellm), "har": lines(traffic.har), "vcr": traffic.vcr,
    "raw-api": lines(traffic.raw_api), "raw-api-whole": lines(traffic.raw_api_whole),
    "chat": lines(logs.chat), "claude-stream": lines(logs.claude_stream), "atif": lines(logs.atif),
    "copilot-cli": lines(logs.copilot_cli), "qwen-code": lines(logs.qwen_code), "openhands-v1": lines(logs.openhands_v1),
    "mini-swe-agent": lines(logs.mini_swe_agent), "vscode-chat": lines(logs.vscode_chat), "cline": lines(logs.cline),
    "deepeval": lines(logs.deepeval),
    "promptfoo": lines(logs.promptfoo), "answer-log": lines(logs.answer_log), "step-log": lines(logs.step_log), "callback-log": lines(logs.callback_log),
    "ragas": lines(logs.ragas), "promptflow": lines(logs.promptflow), "bedrock-log": lines(logs.bedrock_log),
    "span-log": lines(logs.span_log), "event-log": lines(logs.event_log), "tau2": lines(logs.tau2),
    "lm-eval": lines(logs.lm_eval), "helm": lines(logs.helm), "retrieval-log": lines(logs.retrieval_log), "autogen": lines(logs.autogen), "browser-use": lines(logs.browser_use),
    "aider": transcripts.aider, "aider-calls": transcripts.aider_calls, "specstory": transcripts.specstory,
    "cursor-chat": transcripts.cursor_chat,
}  # fmt: skip


def main():
    if len(sys.argv) not in (4, 5) or sys.argv[1] not in MAKERS:
        print(__doc__)
        for name, make in MAKERS.items():
            print("  %-14s %s" % (name, (make.__doc__ or "").split("\n")[0]))
        return 2
    name, count, path = sys.argv[1:4]
    maker = Maker(*map(int, sys.argv[4:]))
    unfinished = path + ".part"
    with open(unfinished, "w", encoding="utf-8") as file:
        file.writelines(MAKERS[name](maker, float(count) if "." in count else int(count)))
    os.replace(unfinished, path)
    return 0


sys.exit(main())
