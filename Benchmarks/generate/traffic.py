"""Requests and responses of model providers, and gateways that log them."""

import json


def chat_pair(maker, history):
    """A request that repeats the conversation so far, and its response."""
    history.append({"role": "user", "content": maker.text(20)})
    request = {"model": "gpt-4o", "temperature": 0.2, "messages": list(history)}
    answer = {"role": "assistant", "content": maker.text(30)}
    history.append(answer)
    response = {"id": maker.id("chatcmpl-"), "object": "chat.completion", "model": "gpt-4o-2024-08-06",
                "choices": [{"index": 0, "finish_reason": "stop", "message": answer}],
                "usage": {"prompt_tokens": 60, "completion_tokens": 20, "total_tokens": 80}}
    return request, response


def raw_api(maker, count):
    """Pairs of requests and responses; COUNT pairs, one conversation that keeps its last 40 messages."""
    history = [{"role": "system", "content": maker.text(50)}]
    for _ in range(count):
        request, response = chat_pair(maker, history)
        yield {"timestamp": maker.time(), "duration_ms": 300, "request": {
            "method": "POST", "url": "https://api.openai.com/v1/chat/completions", "body": request},
            "response": {"status": 200, "body": response}}
        del history[1:-39]


def raw_api_whole(maker, count):
    """Pairs of one conversation, each repeating all of it; COUNT pairs, so COUNT² messages."""
    history = [{"role": "system", "content": maker.text(50)}]
    for _ in range(count):
        request, response = chat_pair(maker, history)
        yield {"timestamp": maker.time(), "duration_ms": 300, "request": {
            "method": "POST", "url": "https://api.openai.com/v1/chat/completions", "body": request},
            "response": {"status": 200, "body": response}}


def har(maker, count):
    """A recording of a browser or proxy; COUNT entries, conversations of 10 calls."""
    entries = []
    for number in range(count):
        if number % 10 == 0:
            history = [{"role": "system", "content": maker.text(50)}]
        request, response = chat_pair(maker, history)
        entries.append({
            "startedDateTime": maker.time(500), "time": 300, "timings": {"send": 1, "wait": 200, "receive": 99},
            "request": {"method": "POST", "url": "https://api.openai.com/v1/chat/completions", "headers": [],
                        "postData": {"mimeType": "application/json", "text": json.dumps(request)}},
            "response": {"status": 200, "statusText": "OK", "headers": [],
                         "content": {"mimeType": "application/json", "text": json.dumps(response)}}})
    yield {"log": {"version": "1.2", "creator": {"name": "recorder", "version": "1"}, "entries": entries}}


def vcr(maker, count):
    """A cassette of vcrpy, in YAML; COUNT interactions, conversations of 10 calls."""
    yield "interactions:\n"
    for number in range(count):
        if number % 10 == 0:
            history = [{"role": "system", "content": maker.text(50)}]
        request, response = chat_pair(maker, history)
        sides = {
            "request": {"method": "POST", "uri": "https://api.openai.com/v1/chat/completions", "headers": {}, "body": json.dumps(request)},
            "response": {"status": {"code": 200, "message": "OK"}, "headers": {}, "body": {"string": json.dumps(response)}}}
        # JSON is YAML's own form on one line.
        yield "- " + json.dumps(sides) + "\n"
    yield "version: 1\n"


def litellm(maker, count):
    """Records of LiteLLM that share one id, as retries and streams write them; COUNT records."""
    for _ in range(count):
        start = maker.clock / 1000
        maker.time()
        yield {"id": "chatcmpl-same", "trace_id": "s-1", "call_type": "acompletion", "status": "success",
               "custom_llm_provider": "openai", "startTime": start, "endTime": start + 0.3, "response_time": 0.3,
               "model": "gpt-4o-mini", "response_cost": 0.0001, "total_tokens": 80, "prompt_tokens": 60,
               "completion_tokens": 20, "metadata": {}, "model_parameters": {"temperature": 0.2}, "model_id": "m-1",
               "messages": [{"role": "user", "content": maker.text(12)}],
               "response": {"id": "chatcmpl-same", "model": "gpt-4o-mini", "object": "chat.completion", "choices": [
                   {"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": maker.text(12)}}],
                   "usage": {"completion_tokens": 20, "prompt_tokens": 60, "total_tokens": 80}}}
