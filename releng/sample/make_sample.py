#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes the sample trail of an invented bank with a known truth. Same program, same bytes.

    make_sample.py [--out DIR]     default: bundles/org.tracebinder.session/sample

Havelmoor Bank runs two uses of AI for four weeks:
  loan-desk       an agent that helps loan officers: OTLP/JSON spans, decisions of Open Policy Agent, reviews by people
  card-helpline   a chat for card holders behind a LiteLLM proxy
The affordability model behind the loan desk has OpenLineage events and a promptfoo result. Faults are planted on
purpose, one of each kind; truth.json names them. Standard library only.
"""
import argparse
import csv
import hashlib
import io
import json
import os
import random
import uuid
from datetime import datetime, timedelta, timezone

import stories

BANK = "havelmoor"
AGENT_APP, CHAT_APP = "loan-desk", "card-helpline"
START = datetime(2026, 9, 7, tzinfo=timezone.utc)
SWITCH = datetime(2026, 9, 24, 12, 0, tzinfo=timezone.utc)  # version 4.1.0 goes live
TRACES, CALLS, DAYS = 52, 48, 28
SCORER = "affordability-score"
PRICES = {  # invented prices: US dollars per million tokens, in and out
    "gpt-5-mini-2026-01-15": ("openai", 0.25, 2.0),
    "claude-haiku-4-5": ("anthropic", 1.0, 5.0),
    "mistral-large-2512": ("mistral_ai", 2.0, 6.0),
}
OFFICERS = ["j.brandt", "s.moreau", "k.nowak", "e.papadaki", "l.okafor"]
REVIEWERS = ["r.lindqvist", "t.varga"]
# One fault each, on traces of their own.
MALFORMED, DUPLICATE, CONFLICT, ORPHAN, NO_VERSION = 9, 14, 12, 23, 33
NO_DECISION, AFTER_DENY, LEAK, FAILED = 38, 41, 45, 28
DENIED = {7: 0, 18: 1, 30: 2, AFTER_DENY: 3}
PHRASES = {"agent": ["conservatory on a flood plain", "second guarantor in Trieste"],
           "chat": ["swallowed by the ferry terminal machine"]}


def dumps(value):
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def hexid(rng, size):
    return f"{rng.getrandbits(size * 8):0{size * 2}x}"


def nanos(t):
    d = t - datetime(1970, 1, 1, tzinfo=timezone.utc)
    return str((d.days * 86400 + d.seconds) * 10**9 + d.microseconds * 1000)


def iso(t):
    return t.isoformat().replace("+00:00", "Z")


def attribute(key, value):
    if isinstance(value, bool):
        return {"key": key, "value": {"boolValue": value}}
    if isinstance(value, int):
        return {"key": key, "value": {"intValue": str(value)}}
    if isinstance(value, float):
        return {"key": key, "value": {"doubleValue": value}}
    if isinstance(value, list):
        return {"key": key, "value": {"arrayValue": {"values": [{"stringValue": v} for v in value]}}}
    return {"key": key, "value": {"stringValue": value}}


def german_iban(rng):
    """A number with a right check sum and a bank code that is not given out."""
    body = "00000000" + f"{rng.randint(0, 10**10 - 1):010d}"
    return f"DE{98 - int(body + '131400') % 97:02d}{body}"


def working_time(rng, number, total):
    """Spread over the four weeks, in office hours."""
    t = START + timedelta(seconds=int(number * DAYS * 86400 / total))
    return t.replace(hour=7 + number * 3 % 10, minute=rng.randrange(60), second=rng.randrange(60),
                     microsecond=rng.randrange(10**6))


def fill(rng, question, answer):
    """The same figures in both."""
    values = {"amount": f"{rng.randrange(8, 320) * 1000:,}", "income": f"{rng.randrange(19, 48) * 100:,}",
              "years": str(rng.choice([5, 8, 10, 15, 20, 25])), "rate": f"{rng.randrange(29, 44) / 10}",
              "ratio": str(rng.randrange(17, 38)), "small": f"{rng.randrange(6, 48) * 1000:,}"}
    return question.format(**values), answer.format(**values)


class Sample:
    def __init__(self, out):
        self.out, self.rng = out, random.Random(20260907)
        self.files = {}
        self.truth = {
            "bank": "Havelmoor Bank (invented)", "agentApp": AGENT_APP, "traces": TRACES, "files": {}, "phrases": {},
            "policy": {"allow": 0, "deny": 0, "redact": 0}, "models": {}, "spans": 0,
            "calls": {AGENT_APP: 0, CHAT_APP: CALLS}, "callsByDay": {}, "tokens": {"input": 0, "output": 0},
            "costUsd": {}, "modelSwitch": iso(SWITCH), "gap": None,
            "faults": {k: [] for k in ("malformedLines", "duplicateLines", "conflictingIds", "orphanSpans",
                                       "noModelVersion", "noPolicyDecision", "toolCallAfterDeny", "piiLeaks",
                                       "noReview", "errors")},
            "lineageAsOf": []}

    def write(self, name, data, lines):
        data = data.encode() if isinstance(data, str) else data
        with open(os.path.join(self.out, "trail", name), "wb") as f:
            f.write(data)
        entry = {"bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}
        self.truth["files"][name] = {"lines": lines, **entry} if lines else entry

    # ---- the loan desk

    def loan_desk(self):
        order = [("en",) + s for s in stories.LOAN]
        for k, story in enumerate(stories.FOREIGN):  # every third case is not in English
            order.insert(2 + 3 * k, story)
        while len(order) < TRACES:
            order.append(("en",) + stories.LOAN[len(order) % len(stories.LOAN)])
        once = {p: False for p in PHRASES["agent"]}
        otlp, decisions, reviews = io.BytesIO(), [], []
        for i in range(TRACES):
            language, question, answer, outcome = order[i]
            for phrase in PHRASES["agent"]:
                if phrase in question and once[phrase]:  # a planted phrase stands in the trail once
                    question, answer, outcome = stories.LOAN[0]
                once[phrase] |= phrase in question
            question, answer = fill(self.rng, question, answer)
            self.case(i, language, question, answer, outcome, otlp, decisions, reviews)
        self.write("loan-desk.otlp.jsonl", otlp.getvalue(), otlp.getvalue().count(b"\n"))
        self.write("policy-decisions.jsonl", "".join(dumps(d) + "\n" for d in decisions), len(decisions))
        text = io.StringIO(newline="")
        writer = csv.writer(text)
        writer.writerow(["trace_id", "reviewed_at", "reviewer", "decision", "comment"])
        writer.writerows(reviews)
        self.write("human-reviews.csv", text.getvalue(), len(reviews) + 1)

    def case(self, i, language, question, answer, outcome, otlp, decisions, reviews):
        rng, truth, faults = self.rng, self.truth, self.truth["faults"]
        t, officer, trace = working_time(rng, i, TRACES), rng.choice(OFFICERS) + "@havelmoor.example", hexid(rng, 16)
        model = rng.choices(list(PRICES), [6, 3, 1])[0]
        live = "4.1.0" if t >= SWITCH else "4.0.0"
        root, retrieval, score, chat, tool = (hexid(rng, 8) for _ in range(5))
        action, reasons = "allow", []
        if i in DENIED:
            action = "deny"
            question, reasons = stories.DENIED[DENIED[i]]
        elif i % 8 == 5:
            action, reasons = "redact", ["pii.iban"]
            mark = german_iban(rng) if i == LEAK else "[REDACTED:IBAN]"
            question += stories.ACCOUNT[language].format(mark)
            if i == LEAK:
                faults["piiLeaks"].append({"traceId": trace, "type": "IBAN", "value": mark})
        review = outcome == "decline" and action != "deny"
        for phrase in PHRASES["agent"]:
            if phrase in question:
                truth["phrases"][phrase] = trace
        took = rng.randint(700, 4200)

        def span(sid, parent, name, start, length, attributes, status=1):
            return {"traceId": trace, "spanId": sid, **({"parentSpanId": parent} if parent else {}), "name": name,
                    "kind": 1,
                    "startTimeUnixNano": nanos(t + timedelta(milliseconds=start)),
                    "endTimeUnixNano": nanos(t + timedelta(milliseconds=start + length)),
                    "attributes": [attribute(k, v) for k, v in attributes.items()],
                    "status": {"code": status, **({"message": "upstream timeout"} if status == 2 else {})}}

        agent = {"gen_ai.operation.name": "invoke_agent", "gen_ai.agent.name": AGENT_APP,
                 "gen_ai.agent.version": "2.3.0", "user.id": officer,
                 "gen_ai.conversation.id": "case-" + trace[:8], "havelmoor.language": language}
        if review:
            agent["human_review.required"] = True
        if action == "deny":
            agent["gen_ai.input.messages"] = self.messages("user", question)
        spans = [span(root, None, "invoke_agent loan-desk", 0, took + 160, agent)]
        edition = "ed15" if t >= SWITCH else "ed14"
        documents = [{"id": f"kb://lending-handbook/{rng.choice(['2.1', '3.4', '4.2', '5.3', '6.1', '7.2'])}@{edition}",
                      "score": round(rng.uniform(0.55, 0.97), 3)} for _ in range(rng.randint(1, 3))]
        spans.append(span(retrieval, hexid(rng, 8) if i == ORPHAN else root, "retrieval lending-handbook", 6, 38, {
            "gen_ai.operation.name": "retrieval", "gen_ai.data_source.id": "kb://lending-handbook",
            "gen_ai.retrieval.documents": dumps(documents)}))
        if i == ORPHAN:
            faults["orphanSpans"].append({"traceId": trace, "spanId": retrieval})
        if i % 2 == 0 or i == NO_VERSION:
            scored = {"gen_ai.operation.name": "predict", "gen_ai.request.model": SCORER, "ml.model.name": SCORER,
                      "ml.model.version": live, "ml.prediction.score": round(rng.uniform(0.2, 0.95), 4)}
            if i == NO_VERSION:
                del scored["ml.model.version"]
                faults["noModelVersion"].append(trace)
            elif i % 10 == 0:
                truth["lineageAsOf"].append({"traceId": trace, "at": iso(t), "model": SCORER, "version": live,
                                             "upstream": self.upstream(live)})
            spans.append(span(score, root, "predict " + SCORER, 48, 11, scored))
        if action != "deny":
            spans.append(self.chat(span, i, chat, root, took, model, officer, question, answer, t, trace))
        if action == "allow" and i % 5 == 0 or i == AFTER_DENY:
            letter = {"gen_ai.operation.name": "execute_tool", "gen_ai.tool.name": "send_letter",
                      "gen_ai.tool.call.id": "call_" + hexid(rng, 6),
                      "gen_ai.tool.call.arguments": dumps({"case": trace[:8], "template": "confirmation"}),
                      "gen_ai.tool.call.result": dumps({"queued": True})}
            spans.append(span(tool, root, "execute_tool send_letter", took + 90, 31, letter))
        if i == AFTER_DENY:
            faults["toolCallAfterDeny"].append(trace)
        truth["spans"] += len(spans)
        self.export(i, otlp, spans, trace, chat)
        self.decide(i, t, trace, root, officer, model, action, reasons, decisions)
        if review:
            if not reviews and not faults["noReview"]:
                faults["noReview"].append(trace)
            else:
                overridden = len(reviews) % 6 == 4
                notes = stories.OVERRIDDEN if overridden else stories.CONFIRMED
                at = (t + timedelta(days=rng.randint(1, 2))).replace(hour=rng.randint(8, 15), minute=rng.randrange(60))
                reviews.append([trace, iso(at), rng.choice(REVIEWERS) + "@havelmoor.example",
                                "overridden" if overridden else "confirmed", notes[len(reviews) % len(notes)]])

    def chat(self, span, i, sid, root, took, model, officer, question, answer, t, trace):
        truth = self.truth
        failed = i == FAILED
        if failed:
            answer = ""
            truth["faults"]["errors"].append(trace)
        system = "You support loan officers. Quote the handbook. A person decides."
        tokens = (len(system) + len(question)) // 4 + 120, len(answer) // 4
        truth["tokens"]["input"] += tokens[0]
        truth["tokens"]["output"] += tokens[1]
        truth["models"][model] = truth["models"].get(model, 0) + 1
        truth["calls"][AGENT_APP] += 1
        day = (t + timedelta(milliseconds=62)).date().isoformat()
        truth["callsByDay"][day] = truth["callsByDay"].get(day, 0) + 1
        attributes = {
            "gen_ai.operation.name": "chat", "gen_ai.provider.name": PRICES[model][0], "gen_ai.request.model": model,
            "gen_ai.response.model": model, "gen_ai.response.id": "resp_" + hexid(self.rng, 8),
            "gen_ai.response.finish_reasons": ["error" if failed else "stop"], "gen_ai.request.temperature": 0.1,
            "gen_ai.usage.input_tokens": tokens[0], "gen_ai.usage.output_tokens": tokens[1], "user.id": officer,
            "gen_ai.system_instructions": dumps([{"type": "text", "content": system}]),
            "gen_ai.input.messages": self.messages("user", question),
            "gen_ai.output.messages": self.messages("assistant", answer)}
        if failed:
            attributes["error.type"] = "timeout"
        return span(sid, root, "chat " + model, 62, took, attributes, 2 if failed else 1)

    @staticmethod
    def messages(role, text):
        extra = {"finish_reason": "stop"} if role == "assistant" else {}
        return dumps([{"role": role, **extra, "parts": [{"type": "text", "content": text}]}])

    def export(self, i, otlp, spans, trace, chat):
        faults = self.truth["faults"]
        resource = {"attributes": [attribute("service.name", AGENT_APP), attribute("service.version", "2.3.0"),
                                   attribute("deployment.environment.name", "production")]}
        line = dumps({"resourceSpans": [{"resource": resource, "scopeSpans": [
            {"scope": {"name": "havelmoor.agent", "version": "1.2.0"}, "spans": spans}]}]}).encode() + b"\n"
        if i == MALFORMED:  # the writer was cut off and wrote the line again
            faults["malformedLines"].append({"file": "loan-desk.otlp.jsonl", "byteOffset": otlp.tell()})
            otlp.write(line[:len(line) * 3 // 5] + b"\n")
        otlp.write(line)
        if i == DUPLICATE:
            faults["duplicateLines"].append(trace)
            otlp.write(line)
        if i == CONFLICT:  # the same span once more, with another answer
            other = line.replace(b"I recommend", b"I do not recommend")
            if other == line:
                raise SystemExit("the story of the conflict needs the words 'I recommend'")
            faults["conflictingIds"].append({"traceId": trace, "spanId": chat})
            otlp.write(other)

    def decide(self, i, t, trace, root, officer, model, action, reasons, decisions):
        if i == NO_DECISION:
            self.truth["faults"]["noPolicyDecision"].append(trace)
            return
        self.truth["policy"][action] += 1
        decisions.append({
            "decision_id": str(uuid.UUID(int=self.rng.getrandbits(128), version=4)), "trace_id": trace, "span_id": root,
            "path": "lending/assistant/decision", "timestamp": iso(t + timedelta(milliseconds=2)),
            "labels": {"app": AGENT_APP, "id": "opa-hm-1", "version": "1.9.0"},
            "bundles": {"lending": {"revision": "2026-09-r2" if t >= SWITCH else "2026-09-r1"}},
            "input": {"user": officer, "model": model, "use": "credit-assessment", "risk": "high"},
            "result": {"allow": action != "deny", "action": action, "reasons": reasons},
            "metrics": {"timer_rego_query_eval_ns": self.rng.randint(21000, 88000)}})

    # ---- the card helpline

    def card_helpline(self):
        rng, lines, micro = self.rng, [], 0
        for i in range(CALLS):
            t, model = working_time(rng, i, CALLS), rng.choices(list(PRICES), [5, 2, 3])[0]
            provider, price_in, price_out = PRICES[model]
            question, answer = stories.CARD[i % len(stories.CARD)]
            call = "chatcmpl-" + hexid(rng, 12)
            for phrase in PHRASES["chat"]:
                if phrase in question:
                    if phrase in self.truth["phrases"]:
                        question = "My card was kept by a machine. What should I do?"
                    else:
                        self.truth["phrases"][phrase] = call
            tokens = 60 + len(question) // 4, len(answer) // 4
            cost = round(tokens[0] * price_in + tokens[1] * price_out)
            micro += cost
            begin, took = t.timestamp(), rng.randint(400, 3900)
            masked = i % 9 == 4
            if masked:
                question += " You can reach me at <EMAIL_ADDRESS>."
            lines.append(dumps({
                "id": call, "trace_id": "call-" + call[9:21], "call_type": "acompletion", "stream": False,
                "status": "success", "custom_llm_provider": provider, "model": model, "model_group": "helpline",
                "model_id": "dep-" + provider,
                "startTime": begin, "endTime": begin + took / 1000, "completionStartTime": begin + took / 3000,
                "response_time": took / 1000, "prompt_tokens": tokens[0], "completion_tokens": tokens[1],
                "total_tokens": sum(tokens), "response_cost": cost / 1e6, "cache_hit": None,
                "end_user": f"customer-{rng.randrange(1000, 9999)}", "request_tags": [CHAT_APP, "production"],
                "metadata": {"user_api_key_alias": CHAT_APP, "user_api_key_team_alias": "customer-care",
                             "user_api_key_hash": hexid(rng, 16)},
                "guardrail_information": [{"guardrail_name": "presidio-pii", "guardrail_mode": "pre_call",
                                           "guardrail_status": "success",
                                           "masked_entity_count": {"EMAIL_ADDRESS": 1} if masked else {}}],
                "model_map_information": {"model_map_key": model}, "hidden_params": {"litellm_model_name": model},
                "model_parameters": {"temperature": 0.2},
                "messages": [{"role": "system", "content": "You are the card helpline of Havelmoor Bank."},
                             {"role": "user", "content": question}],
                "response": {"id": call, "object": "chat.completion", "model": model, "choices": [
                    {"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": answer}}]}}))
        self.truth["costUsd"][CHAT_APP] = micro / 1e6
        self.write("card-helpline.litellm.jsonl", "\n".join(lines) + "\n", len(lines))

    # ---- where the model comes from

    @staticmethod
    def upstream(version):
        month = "2026-08" if version == "4.1.0" else "2026-06"
        return sorted([f"serving.{SCORER}@{version}", f"models.{SCORER}@{version}", f"features.affordability@{month}",
                       f"warehouse.loan_applications@{month}", f"core.loan_book@{month}", f"bureau.extracts@{month}"])

    def lineage(self):
        producer = "https://github.com/OpenLineage/OpenLineage/tree/1.40.0/integration/airflow"
        spec = "https://openlineage.io/spec/"
        events = []

        def facet(name, **values):
            return {"_producer": producer, "_schemaURL": f"{spec}facets/1-0-1/{name}.json", **values}

        def dataset(name, version):
            facets = {"version": facet("DatasetVersionDatasetFacet", datasetVersion=version)}
            if name == "features.affordability":
                columns = {"income_band": ("core.loan_book", "net_income", False),
                           "person_key": ("core.loan_book", "customer_id", True)}
                facets["columnLineage"] = facet("ColumnLineageDatasetFacet", fields={
                    c: {"inputFields": [{"namespace": BANK, "name": source, "field": field, "transformations": [
                        {"type": "DIRECT", "subtype": "TRANSFORMATION", "masking": hidden}]}]}
                    for c, (source, field, hidden) in columns.items()})
            return {"namespace": BANK, "name": name, "facets": facets}

        def run(begin, job, what, inputs, outputs, minutes):
            rid = str(uuid.UUID(int=self.rng.getrandbits(128), version=4))
            for kind, t in (("START", begin), ("COMPLETE", begin + timedelta(minutes=minutes))):
                events.append({
                    "eventType": kind, "eventTime": iso(t), "producer": producer,
                    "schemaURL": spec + "2-0-2/OpenLineage.json#/$defs/RunEvent",
                    "run": {"runId": rid}, "job": {"namespace": BANK, "name": job, "facets": {
                        "documentation": facet("DocumentationJobFacet", description=what),
                        "ownership": facet("OwnershipJobFacet", owners=[
                            {"name": "team:credit-models", "type": "MAINTAINER"}])}},
                    "inputs": [dataset(*d) for d in inputs],
                    "outputs": [dataset(*d) for d in outputs] if kind == "COMPLETE" else []})

        for version, month, live in (("4.0.0", "2026-06", START - timedelta(days=20)), ("4.1.0", "2026-08", SWITCH)):
            first = live - timedelta(days=3)
            run(first, "ingest_loan_book", "Copies the loan book of the month, without names and addresses.",
                [("core.loan_book", month)], [("warehouse.loan_applications", month)], 25)
            run(first + timedelta(hours=2), "build_affordability_features", "Joins applications with bureau extracts.",
                [("warehouse.loan_applications", month), ("bureau.extracts", month)],
                [("features.affordability", month)], 40)
            run(first + timedelta(hours=5), "train_affordability_score", "Trains and registers a version of the model.",
                [("features.affordability", month)], [(f"models.{SCORER}", version)], 210)
            run(live - timedelta(minutes=6), "deploy_affordability_score", "Puts a registered version into service.",
                [(f"models.{SCORER}", version)], [(f"serving.{SCORER}", version)], 6)
        events.sort(key=lambda e: e["eventTime"])
        self.write("model-lineage.openlineage.jsonl", "".join(dumps(e) + "\n" for e in events), len(events))

    def evaluation(self):
        results = []
        for n in range(36):
            case, wanted = stories.GOLDEN[n % len(stories.GOLDEN)]
            passed = n % 11 != 7
            got = wanted if passed else "decline"
            reason = "" if passed else f"expected {wanted}, got {got}"
            results.append({
                "testIdx": n, "promptIdx": 0, "description": f"golden-{n + 1:02d}", "success": passed,
                "score": 1 if passed else 0, "latencyMs": self.rng.randint(12, 90), "cost": 0,
                "provider": {"id": SCORER + ":4.0.0", "label": SCORER + " 4.0.0"},
                "prompt": {"raw": f"Assess: {case}.", "label": "golden set"}, "response": {"output": got},
                "vars": {"case": case, "seed": str(n // len(stories.GOLDEN))},
                "gradingResult": {"pass": passed, "score": 1 if passed else 0, "reason": reason}})
        good = sum(r["success"] for r in results)
        self.truth["evaluation"] = {"evaluatedVersion": "4.0.0", "passes": good, "failures": len(results) - good,
                                    "deployedButNotEvaluated": ["4.1.0"]}
        document = {"evalId": "eval-havelmoor-2026-08-17", "results": {
            "version": 3, "timestamp": "2026-08-17T08:30:00.000Z", "prompts": [], "results": results,
            "stats": {"successes": good, "failures": len(results) - good, "errors": 0}},
            "config": {"description": "affordability-score golden set, version 4.0.0"}}
        self.write("golden-set.promptfoo.json", json.dumps(document, ensure_ascii=False, indent=1) + "\n", 0)

    def make(self):
        os.makedirs(os.path.join(self.out, "trail"), exist_ok=True)
        self.loan_desk()
        self.card_helpline()
        self.lineage()
        self.evaluation()
        missing = [p for group in PHRASES.values() for p in group if p not in self.truth["phrases"]]
        if missing or any(not v for v in self.truth["faults"].values()):
            raise SystemExit(f"not planted: {missing} {[k for k, v in self.truth['faults'].items() if not v]}")
        self.truth["files"] = dict(sorted(self.truth["files"].items()))
        with open(os.path.join(self.out, "truth.json"), "w", encoding="utf-8", newline="\n") as f:
            json.dump(self.truth, f, indent=1, ensure_ascii=False)
            f.write("\n")
        with open(os.path.join(self.out, "files.txt"), "w", encoding="utf-8", newline="\n") as f:
            f.writelines(name + "\n" for name in self.truth["files"])


def main():
    root = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", default=os.path.join(root, "bundles", "org.tracebinder.session", "sample"))
    Sample(parser.parse_args().out).make()


if __name__ == "__main__":
    main()
