"""Runs as platforms and evaluation tools export them."""

import json


def langsmith(maker, count):
    """Batches of posts and patches; COUNT runs in traces of 40."""
    post, patch = [], []
    for number in range(count):
        if number % 40 == 0:
            root = maker.uuid()
            root_order = "20260302T110000%06dZ%s" % (number % 1_000_000, root)
            run, parent, order, kind = root, None, root_order, "chain"
        else:
            run, parent, kind = maker.uuid(), root, ("llm", "tool")[number % 2]
            order = "%s.20260302T110001%06dZ%s" % (root_order, number % 1_000_000, run)
        begin, end = maker.time(20), maker.time(60)
        inputs, outputs = {"question": maker.text(10)}, {"answer": maker.text(20)}
        if kind == "llm":
            inputs = {"model": "gpt-4o-mini", "messages": [{"role": "user", "content": maker.text(40)}]}
            outputs = {"id": maker.id("chatcmpl-"), "model": "gpt-4o-mini-2024-07-18", "choices": [
                {"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": maker.text(20)}}],
                "usage": {"prompt_tokens": 120, "completion_tokens": 30, "total_tokens": 150}}
        post.append({"id": run, "trace_id": root, "parent_run_id": parent, "dotted_order": order, "name": kind + " step",
                     "run_type": kind, "session_name": "shop", "start_time": begin, "inputs": inputs,
                     "extra": {"metadata": {"ls_provider": "openai", "ls_model_name": "gpt-4o-mini"}}})
        patch.append({"id": run, "trace_id": root, "parent_run_id": parent, "dotted_order": order, "end_time": end,
                      "outputs": outputs})
        if len(post) == 100 or number == count - 1:
            yield {"post": post, "patch": patch}
            post, patch = [], []


def langfuse(maker, count):
    """One download; COUNT observations."""
    trace, root, observations = maker.id("trace"), maker.id("o"), []
    begin = maker.time()
    for number in range(count):
        kind = "SPAN" if number == 0 or number % 2 else "GENERATION"
        one = {"id": root if number == 0 else maker.id("o"), "traceId": trace, "type": kind, "name": "step",
               "parentObservationId": None if number == 0 else root, "startTime": maker.time(20), "endTime": maker.time(60),
               "level": "DEFAULT", "input": json.dumps({"question": maker.text(10)}),
               "output": json.dumps({"answer": maker.text(20)}), "metadata": "{}"}
        if kind == "GENERATION":
            one.update(input=json.dumps([{"role": "user", "content": maker.text(40)}]), model="gpt-4o-mini-2024-07-18",
                       output=json.dumps({"role": "assistant", "content": maker.text(20)}),
                       usageDetails={"input": 300, "output": 40, "total": 340})
        observations.append(one)
    whole = {"id": trace, "name": "large", "timestamp": begin, "environment": "test", "tags": [], "scores": [],
             "input": "{}", "output": "{}", "metadata": "{}"}
    yield {"trace": whole, "observations": observations}


def openai_agents(maker, count):
    """Spans as the processor writes them; COUNT spans in traces of 200."""
    for number in range(count):
        if number % 200 == 0:
            trace, root = maker.id("trace_"), maker.id("span_")
            yield {"object": "trace", "id": trace, "workflow_name": "Shop help", "group_id": None, "metadata": None}
            identity, parent, data = root, None, {"type": "agent", "name": "Front desk", "handoffs": [], "tools": []}
        elif number % 2:
            identity, parent = maker.id("span_"), root
            data = {"type": "generation", "model": "gpt-4.1-mini", "model_config": {"temperature": 0.5},
                    "input": [{"role": "system", "content": "You count stock."}, {"role": "user", "content": maker.text(40)}],
                    "output": [{"role": "assistant", "content": maker.text(20)}],
                    "usage": {"input_tokens": 200, "output_tokens": 30}}
        else:
            identity, parent = maker.id("span_"), root
            data = {"type": "function", "name": "count_items", "input": json.dumps({"item": maker.text(2)}),
                    "output": maker.text(20)}
        yield {"object": "trace.span", "id": identity, "trace_id": trace, "parent_id": parent, "started_at": maker.time(20),
               "ended_at": maker.time(60), "span_data": data, "error": None}


def inspect(maker, count):
    """An Inspect log as JSON; COUNT samples of two calls."""
    samples = []
    for number in range(count):
        prompt = {"id": maker.id("m"), "role": "user", "content": maker.text(20)}
        messages, events = [prompt], []
        begin = maker.time()
        for call in range(2):
            written = {"id": maker.id("m"), "role": "assistant", "source": "generate", "content": maker.text(20),
                       "model": "acme-2"}
            output = {"model": "acme-2", "choices": [{"message": written, "stop_reason": "stop"}],
                      "usage": {"input_tokens": 130, "output_tokens": 15, "total_tokens": 145}, "time": 0.3}
            events.append({"uuid": maker.id("u"), "event": "model", "timestamp": maker.time(), "model": "acme/acme-2",
                           "input": list(messages), "tools": [], "tool_choice": "auto", "config": {}, "output": output,
                           "completed": maker.time()})
            messages += [written, {"id": maker.id("m"), "role": "user", "content": maker.text(10)}]
        samples.append({"id": number, "epoch": 1, "input": prompt["content"], "target": "2", "messages": messages[:-1],
                        "output": output, "scores": {"includes": {"value": "C", "answer": "2"}}, "metadata": {}, "store": {},
                        "events": events, "started_at": begin, "completed_at": maker.time(), "uuid": maker.id("s"),
                        "attachments": {}})
    yield {"version": 2, "status": "success",
           "eval": {"run_id": "run-1", "created": "2026-05-04T10:00:00+00:00", "task": "count", "task_id": "t", "model": "acme/acme-2",
                    "dataset": {"name": "files", "samples": count}, "config": {}},
           "plan": {"name": "plan", "steps": []}, "results": {"total_samples": count, "completed_samples": count, "scores": []},
           "stats": {"started_at": "2026-05-04T10:00:00+00:00"}, "samples": samples}
