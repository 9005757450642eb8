"""Logs of agents, chats and evaluations that are a list of messages or results, each in its format's own shape."""

import json


def exchange(maker):
    """What each of them tells: a prompt, a command with its output, an answer."""
    return maker.text(15), "make " + maker.text(3), maker.text(40), maker.text(25)


def chat(maker, count):
    """Conversations with one tool call each, a line each; COUNT conversations."""
    for _ in range(count):
        prompt, command, output, answer = exchange(maker)
        call = {"id": maker.id("call_"), "type": "function", "function": {"name": "run", "arguments": '{"command":"%s"}' % command}}
        yield {"messages": [
            {"role": "system", "content": "Be brief."}, {"role": "user", "content": prompt},
            {"role": "assistant", "content": None, "tool_calls": [call]},
            {"role": "tool", "tool_call_id": call["id"], "content": output}, {"role": "assistant", "content": answer}]}


def claude_stream(maker, count):
    """What Claude Code prints as stream-json; COUNT calls."""
    yield {"type": "system", "subtype": "init", "session_id": "s-large", "tools": ["Bash"], "model": "claude-sonnet-4-5", "cwd": "/srv/shop"}
    shared = {"session_id": "s-large", "parent_tool_use_id": None}
    for _ in range(count):
        _, command, output, answer = exchange(maker)
        use = {"type": "tool_use", "id": maker.id("toolu_"), "name": "Bash", "input": {"command": command}}
        usage = {"input_tokens": 3, "cache_read_input_tokens": 14000, "output_tokens": 80}
        message = {"id": maker.id("msg_"), "type": "message", "role": "assistant", "model": "claude-sonnet-4-5",
                   "content": [{"type": "text", "text": answer}, use], "usage": usage}
        yield {"type": "assistant", "message": message, **shared}
        result = {"type": "tool_result", "tool_use_id": use["id"], "content": output}
        yield {"type": "user", "message": {"role": "user", "content": [result]}, **shared}
    yield {"type": "result", "subtype": "success", "is_error": False, "duration_ms": 400 * count, "num_turns": count,
           "result": maker.text(20), "session_id": "s-large", "total_cost_usd": 0.001 * count}


def atif(maker, count):
    """A trajectory; COUNT steps."""
    prompt, *_ = exchange(maker)
    steps = [{"step_id": 1, "timestamp": maker.time(), "source": "user", "message": prompt}]
    for number in range(count):
        _, command, output, answer = exchange(maker)
        call = maker.id("call_")
        steps.append({
            "step_id": number + 2, "timestamp": maker.time(), "source": "agent", "message": answer,
            "tool_calls": [{"tool_call_id": call, "function_name": "bash", "arguments": {"command": command}}],
            "observation": {"results": [{"source_call_id": call, "content": output}]},
            "metrics": {"prompt_tokens": 14000 + number, "completion_tokens": 80, "cached_tokens": 14000, "cost_usd": 0.001}})
    yield {"schema_version": "ATIF-v1.8", "session_id": "s-large",
           "agent": {"name": "terminus", "version": "2", "model_name": "gpt-5"}, "steps": steps}


def copilot_cli(maker, count):
    """Events of a session of Copilot CLI; COUNT calls."""
    parent = None

    def event(kind, data):
        nonlocal parent
        line = {"type": kind, "data": data, "id": maker.uuid(), "timestamp": maker.time(), "parentId": parent}
        parent = line["id"]
        return line

    yield event("session.start", {"sessionId": "s-large", "version": 1, "producer": "copilot-agent", "copilotVersion": "1.0.78", "context": {"cwd": "/shop"}})
    yield event("user.message", {"content": maker.text(15)})
    for _ in range(count):
        _, command, output, answer = exchange(maker)
        call = maker.id("call_")
        yield event("assistant.message", {
            "messageId": maker.uuid(), "model": "gpt-5", "content": answer, "outputTokens": 80,
            "toolRequests": [{"toolCallId": call, "name": "bash", "arguments": {"command": command}}]})
        yield event("tool.execution_start", {"toolCallId": call, "toolName": "bash", "arguments": {"command": command}})
        yield event("tool.execution_complete", {"toolCallId": call, "success": True, "result": {"content": output}})


def qwen_code(maker, count):
    """A session of Qwen Code; COUNT calls."""
    parent = None

    def record(kind, parts, provenance, **more):
        nonlocal parent
        line = {"uuid": maker.uuid(), "parentUuid": parent, "sessionId": "s-large", "timestamp": maker.time(), "type": kind,
                "cwd": "/work", "version": "0.21.6", "provenance": provenance,
                "message": {"role": "model" if kind == "assistant" else "user", "parts": parts}, **more}
        parent = line["uuid"]
        return line

    yield record("user", [{"text": maker.text(15)}], "real_user")
    for _ in range(count):
        _, command, output, answer = exchange(maker)
        call = {"id": maker.id("call_"), "name": "run_shell_command"}
        usage = {"promptTokenCount": 14000, "candidatesTokenCount": 80, "totalTokenCount": 14080, "cachedContentTokenCount": 9000}
        yield record("assistant", [{"text": answer}, {"functionCall": {**call, "args": {"command": command}}}], "assistant_output",
                     model="qwen3-coder", usageMetadata=usage)
        yield record("tool_result", [{"functionResponse": {**call, "response": {"output": output}}}], "tool_result")


def openhands_v1(maker, count):
    """Events of OpenHands' second version; COUNT actions."""
    def event(kind, source, **more):
        return {"id": maker.uuid(), "timestamp": maker.time()[:-1] + "000", "source": source, **more, "kind": kind}

    def text(value):
        return [{"type": "text", "text": value}]

    yield event("MessageEvent", "user", llm_message={"role": "user", "content": text(maker.text(15))})
    for _ in range(count):
        _, command, output, answer = exchange(maker)
        call = maker.id("call_")
        yield event(
            "ActionEvent", "agent", thought=text(answer), action={"command": command, "kind": "TerminalAction"},
            tool_name="terminal", tool_call_id=call, llm_response_id=maker.id("resp_"),
            tool_call={"id": call, "name": "terminal", "arguments": '{"command":"%s"}' % command})
        yield event(
            "ObservationEvent", "environment", tool_name="terminal", tool_call_id=call,
            observation={"content": text(output), "exit_code": 0, "kind": "TerminalObservation"})


def mini_swe_agent(maker, count):
    """A trajectory of mini-swe-agent; COUNT calls."""
    messages = [{"role": "system", "content": "You can run commands."}, {"role": "user", "content": maker.text(40)}]
    for _ in range(count):
        _, command, output, answer = exchange(maker)
        messages.append({"role": "assistant", "content": "%s\n\n```mswea_bash_command\n%s\n```" % (answer, command)})
        messages.append({"role": "user", "content": "<returncode>0</returncode>\n<output>\n%s\n</output>" % output})
    info = {"exit_status": "Submitted", "submission": "", "model_stats": {"instance_cost": 0.001 * count, "api_calls": count}}
    yield {"trajectory_format": "mini-swe-agent-1.1", "info": info, "messages": messages}


def vscode_chat(maker, count):
    """A chat of VS Code; COUNT requests."""
    requests = []
    for number in range(count):
        prompt, command, output, answer = exchange(maker)
        tool = {"kind": "toolInvocationSerialized", "isConfirmed": {"type": 4}, "isComplete": True, "toolCallId": maker.id("call_"),
                "toolId": "run_in_terminal",
                "toolSpecificData": {"kind": "terminal", "commandLine": {"original": command},
                                     "terminalCommandState": {"exitCode": 0}, "terminalCommandOutput": {"text": output}}}
        requests.append({
            "requestId": maker.id("request_"), "timestamp": 1_772_442_000_000 + 60_000 * number, "modelId": "copilot/gpt-5",
            "message": {"text": prompt}, "response": [tool, {"value": answer}],
            "result": {"timings": {"firstProgress": 900, "totalElapsed": 20_000}}})
    yield {"version": 3, "sessionId": "s-large", "creationDate": 1_772_442_000_000, "requests": requests}


def cline(maker, count):
    """One task of Cline; COUNT requests."""
    messages = []

    def note(kind, name, text, step=200):
        maker.clock += step
        messages.append({"ts": maker.clock, "type": kind, kind: name, "text": text})

    note("say", "task", maker.text(20))
    result = "<task>\n%s\n</task>" % maker.text(20)
    for number in range(count):
        facts = {"request": result + "\n\n<environment_details>\nACT MODE\n</environment_details>", "tokensIn": 10,
                 "tokensOut": 60, "cacheWrites": 200, "cacheReads": 900 + 200 * number, "cost": 0.002}
        note("say", "api_req_started", json.dumps(facts))
        note("say", "text", maker.text(12), 900)
        command = "grep " + maker.text(3)
        note("say", "command", command)
        output = maker.text(30)
        for piece in output.split(". "):
            note("ask", "command_output", piece)
        result = "[execute_command for '%s'] Result:\nCommand executed.\nOutput:\n%s" % (command, output)
    note("say", "completion_result", maker.text(20))
    yield messages


def deepeval(maker, count):
    """A test run of deepeval; COUNT cases."""
    cases = []
    for number in range(count):
        prompt, _, _, answer = exchange(maker)
        score = number % 10 / 10
        metric = {"name": "Correctness", "threshold": 0.5, "success": score >= 0.5, "score": score, "reason": maker.text(8),
                  "evaluationModel": "gpt-5"}
        cases.append({"name": "case-%d" % number, "input": prompt, "actualOutput": answer, "expectedOutput": answer,
                      "success": score >= 0.5, "order": number, "metricsData": [metric]})
    yield {"testCases": cases}


def promptfoo(maker, count):
    """Results of promptfoo; COUNT of them."""
    results = []
    for number in range(count):
        prompt, _, _, answer = exchange(maker)
        is_right = number % 5 > 0
        results.append({
            "id": maker.id("r-"), "promptIdx": 0, "testIdx": number, "provider": {"id": "openai:chat:gpt-5"},
            "prompt": {"raw": prompt, "label": "prompt"}, "vars": {"number": number},
            "response": {"output": answer, "tokenUsage": {"total": 300, "prompt": 220, "completion": 80}, "cost": 0.0004},
            "success": is_right, "score": int(is_right), "latencyMs": 900,
            "gradingResult": {"pass": is_right, "score": int(is_right), "reason": maker.text(6)}})
    yield {"evalId": "eval-large", "results": {"version": 3, "timestamp": maker.time(), "prompts": [], "results": results},
           "config": {}}


def ragas(maker, count):
    """Rows of RAGAS; COUNT of them, five texts each."""
    rows = []
    for number in range(count):
        prompt, _, _, answer = exchange(maker)
        rows.append({
            "user_input": prompt, "retrieved_contexts": [maker.text(40) for _ in range(5)], "response": answer,
            "reference": maker.text(12), "faithfulness": number % 10 / 10, "answer_correctness": number % 7 / 7})
    yield rows


def promptflow(maker, count):
    """Rows of promptflow's evaluate(); COUNT of them, two scores each."""
    for number in range(count):
        prompt, _, _, answer = exchange(maker)
        yield {
            "outputs.answer": answer, "outputs.context": maker.text(120), "inputs.query": prompt,
            "inputs.ground_truth": maker.text(12), "outputs.relevance.gpt_relevance": number % 5 + 1.0,
            "outputs.similarity.gpt_similarity": number % 4 + 1.0, "line_number": number}


def answer_log(maker, count):
    """A log of a model's calls, a record each; COUNT of them."""
    for number in range(count):
        prompt, _, _, answer = exchange(maker)
        yield {
            "timestamp": maker.time(), "call_type": "plan", "model": "gpt-4.1-mini", "duration_ms": 900 + number,
            "usage": {"prompt_tokens": 40 + number, "completion_tokens": 20}, "prompt": prompt, "response": answer}


def step_log(maker, count):
    """Steps of thought and action, a line each, twenty a run; COUNT of them."""
    for number in range(count):
        prompt, _, _, answer = exchange(maker)
        yield {
            "step": number % 20 + 1, "thought": prompt, "action": "search", "action_input": maker.text(6),
            "observation": answer}


def callback_log(maker, count):
    """LangChain's callbacks without ids; COUNT calls, of which every tenth ends a run."""
    for number in range(count):
        prompt, _, _, answer = exchange(maker)
        is_end = number % 10 == 9
        calls = [] if is_end else [{"tool": "search", "args": {"words": maker.text(4)}}]
        yield {"time": maker.time(), "event": "llm_start", "prompts": ["System: You help.\nHuman: " + prompt]}
        yield {"time": maker.time(), "event": "llm_end", "response": answer if is_end else "", "tool_calls": calls}
        if not is_end:
            yield {"time": maker.time(), "event": "tool_start", "tool": "search", "input": "{'words': 'a'}"}
            yield {"time": maker.time(), "event": "tool_end",
                   "output": f"content='{maker.text(20)}' name='search' tool_call_id='call_{number}'"}


def tau2(maker, count):
    """Results of tau2-bench; COUNT simulations of one tool call each."""
    info = {"num_trials": 1, "agent_info": {"llm": "gpt-4.1-mini"}, "user_info": {"llm": "gpt-4.1-mini"},
            "environment_info": {"domain_name": "retail", "policy": maker.text(60)}}
    tasks, simulations = [], []
    for number in range(count):
        prompt, command, output, answer = exchange(maker)
        action = {"name": "run", "arguments": {"command": command}}
        call = {"id": maker.id("call_"), **action, "requestor": "assistant"}
        usage = {"prompt_tokens": 900, "completion_tokens": 30}
        start = maker.time()
        tasks.append({"id": str(number), "user_scenario": {"instructions": maker.text(30)}, "evaluation_criteria": {"actions": [action]}})
        simulations.append({
            "id": maker.uuid(), "task_id": str(number), "start_time": start, "termination_reason": "user_stop", "agent_cost": 0.01,
            "messages": [
                {"role": "user", "content": prompt, "usage": usage, "timestamp": maker.time()},
                {"role": "assistant", "content": None, "tool_calls": [call], "cost": 0.005, "usage": usage, "timestamp": maker.time()},
                {"role": "tool", "id": call["id"], "content": output, "requestor": "assistant", "error": False, "timestamp": maker.time()},
                {"role": "assistant", "content": answer, "cost": 0.005, "usage": usage, "timestamp": maker.time()}],
            "reward_info": {"reward": float(number % 2), "reward_breakdown": {"DB": float(number % 2)},
                            "action_checks": [{"action": action, "action_match": number % 2 == 1}]}, "end_time": maker.time()})
    yield {"timestamp": maker.time(), "info": info, "tasks": tasks, "simulations": simulations}


def lm_eval(maker, count):
    """Samples of lm-evaluation-harness; COUNT of them, a line each."""
    for number in range(count):
        prompt, _, _, answer = exchange(maker)
        yield {"doc_id": number, "doc": {"question": prompt}, "target": maker.text(3),
               "arguments": {"gen_args_0": {"arg_0": "Q: " + prompt + "\nA:", "arg_1": {"until": ["\n"], "max_gen_toks": 256}}},
               "resps": [[answer]], "filtered_resps": [answer[:20]], "filter": "none", "metrics": ["exact_match"],
               "exact_match": float(number % 2)}


def helm(maker, count):
    """The state of a HELM scenario; COUNT instances."""
    states = []
    for number in range(count):
        prompt, _, _, answer = exchange(maker)
        states.append({
            "instance": {"input": {"text": prompt}, "references": [{"output": {"text": maker.text(6)}, "tags": ["correct"]}], "id": "id%d" % number},
            "request": {"model": "meta/llama-3-8b", "prompt": "Question: " + prompt + "\nAnswer:", "temperature": 0.0, "max_tokens": 60},
            "result": {"success": True, "completions": [{"text": answer, "finish_reason": {"reason": "stop"}}],
                       "request_time": 1.5, "request_datetime": 1777888800 + number},
            "annotations": {"judge": {"gpt": {"accuracy": {"score": number % 6, "explanation": maker.text(9)}}}}})
    yield {"adapter_spec": {"method": "generation", "model": "meta/llama-3-8b"}, "request_states": states}


def retrieval_log(maker, count):
    """A log of questions with what was found and answered, a line each; COUNT of them."""
    for number in range(count):
        prompt, _, output, answer = exchange(maker)
        found = [{"id": "doc-%d" % (number * 3 + place), "text": maker.text(24), "score": 0.9 - place / 10} for place in range(3)]
        yield {"query": prompt, "retrieval": {"top_k": 3, "chunks": found}, "final_prompt": output + "\n\n" + prompt,
               "generation": {"model": "gpt-4o-mini", "text": answer, "usage": {"prompt_tokens": 300, "completion_tokens": 20}}}


def autogen(maker, count):
    """The result of a team of AutoGen; COUNT turns of one tool call each."""
    messages = [{"source": "user", "type": "TextMessage", "content": maker.text(12), "created_at": maker.time()}]
    for number in range(count):
        _, command, output, answer = exchange(maker)
        shared = {"source": "worker-%d" % (number % 3)}
        usage = {"prompt_tokens": 300, "completion_tokens": 20}
        call = {"id": maker.id("call_"), "name": "run", "arguments": '{"command":"%s"}' % command}
        messages += [
            {**shared, "type": "ToolCallRequestEvent", "models_usage": usage, "content": [call], "created_at": maker.time()},
            {**shared, "type": "ToolCallExecutionEvent", "content": [
                {"call_id": call["id"], "name": "run", "content": output, "is_error": False}], "created_at": maker.time()},
            {**shared, "type": "TextMessage", "models_usage": usage, "content": answer, "created_at": maker.time()}]
    yield {"messages": messages, "stop_reason": "Text 'DONE' mentioned"}


def browser_use(maker, count):
    """A history of browser-use; COUNT steps of two actions."""
    history = []
    for number in range(count):
        prompt, command, output, answer = exchange(maker)
        history.append({
            "model_output": {"thinking": answer, "evaluation_previous_goal": prompt, "memory": maker.text(8), "next_goal": maker.text(6),
                             "action": [{"click": {"index": number}}, {"input": {"index": 4, "text": command}}]},
            "result": [{"is_done": False, "extracted_content": output}, {"is_done": False, "extracted_content": maker.text(5)}],
            "state": {"url": "https://shop.example.com/%d" % number, "title": "Shop", "tabs": [], "interacted_element": [None, None]},
            "metadata": {"step_start_time": 1777888800 + number, "step_end_time": 1777888801 + number, "step_number": number + 1}})
    yield {"history": history}


def bedrock_log(maker, count):
    """Invocations that Bedrock logged; COUNT of them."""
    for _ in range(count):
        prompt, _, _, answer = exchange(maker)
        yield {
            "timestamp": maker.time()[:19] + "Z", "region": "us-east-1", "requestId": maker.uuid(), "operation": "Converse",
            "modelId": "anthropic.claude-3-haiku-20240307-v1:0",
            "input": {"inputContentType": "application/json", "inputTokenCount": 220,
                      "inputBodyJson": {"messages": [{"role": "user", "content": [{"text": prompt}]}]}},
            "output": {"outputContentType": "application/json", "outputTokenCount": 80,
                       "outputBodyJson": {"output": {"message": {"role": "assistant", "content": [{"text": answer}]}},
                                          "stopReason": "end_turn", "metrics": {"latencyMs": 900},
                                          "usage": {"inputTokens": 220, "outputTokens": 80, "totalTokens": 300}}},
            "schemaType": "ModelInvocationLog", "schemaVersion": "1.0"}


def span_log(maker, count):
    """Traces of a tracer of one's own, a line each, all with a search, a call and a nested tool; COUNT traces."""
    for _ in range(count):
        prompt, command, output, answer = exchange(maker)
        times = [maker.time() for _ in range(6)]
        span = lambda name, kind, first, last, **more: {
            "span_id": maker.id("s"), "parent_id": None, "name": name, "type": kind, "start_time": times[first],
            "end_time": times[last], **more}
        chunks = [{"id": maker.id("c"), "score": 0.9 - 0.1 * rank, "text": maker.text(30)} for rank in range(3)]
        yield {
            "trace_id": maker.hex(32), "name": "answer", "question": prompt, "answer": answer, "start_time": times[0],
            "end_time": times[5], "spans": [
                span("retrieve", "retrieval", 0, 1, input={"query": prompt}, output=chunks),
                span("generate", "llm", 2, 5, model="gpt-4o", prompt=prompt, response=answer, prompt_tokens=220,
                     completion_tokens=80, children=[span("run", "tool", 3, 4, input={"command": command}, output=output)])]}


def event_log(maker, count):
    """Events of an application's agents, a line each: requests and responses, tools; COUNT calls."""
    def event(kind, **data):
        return {"timestamp": maker.time(), "run_id": "run-large", "event_type": kind, "agent": "desk", "data": data}

    yield event("run_started", goal=maker.text(15))
    for _ in range(count):
        prompt, command, output, answer = exchange(maker)
        call, tool = maker.id("c"), maker.id("call_")
        yield event("llm_request", call_id=call, model="gpt-4o", prompt=prompt)
        yield event("llm_response", call_id=call, model="gpt-4o", content=answer, prompt_tokens=220, completion_tokens=80)
        yield event("tool_call", tool_call_id=tool, tool_name="run", arguments={"command": command})
        yield event("tool_result", tool_call_id=tool, tool_name="run", result=output, status="success")
    yield event("run_completed", output=maker.text(20))
