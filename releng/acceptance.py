#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Compares what Tracebinder says of a trail with the known truth of that trail.

    acceptance.py DIR [--work DIR] [--quick] -- COMMAND...

DIR holds the files of a synthetic trail (in DIR itself or in DIR/trail) and truth.json. COMMAND runs Tracebinder, for example
releng/tracebinder. The files are imported into a fresh binder, and every figure of the truth is asked for through the command
line. Each discrepancy is printed; the exit code is 1 when there is one. Standard library only.
"""
import argparse
import hashlib
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from decimal import Decimal

PLANTED = {  # check -> how the truth names the traces behind it
    "log.duplicate": "duplicateLines",
    "log.conflict": "conflictingIds",
    "log.orphan": "orphanSpans",
    "log.model-version": "noModelVersion",
    "policy.missing": "noPolicyDecision",
    "policy.tool-after-deny": "toolCallAfterDeny",
    "privacy.leak": "piiLeaks",
    "oversight.review": "noReview",
}
LATER = {"oversight.review"}  # compared when the program has it


class Run:
    def __init__(self, command, directory, work, quick):
        self.command, self.work, self.quick = command, work, quick
        self.truth = json.load(open(os.path.join(directory, "truth.json"), encoding="utf-8"))
        inner = os.path.join(directory, "trail")
        self.folder = inner if os.path.isdir(inner) else directory
        self.binder = os.path.join(work, "accept.binder")
        self.passed, self.failed = 0, []
        self.agent = self.truth.get("agentApp", "loan-assistant")
        self.source = {}  # file name -> its entry in the answer of import

    # ---- small tools

    def check(self, what, got, want):
        if got == want:
            self.passed += 1
            return True
        if isinstance(got, set) and isinstance(want, set):
            text = (f"only in the answer {sorted(map(str, got - want))[:6]}, "
                    f"only in the truth {sorted(map(str, want - got))[:6]}")
        elif isinstance(got, dict) and isinstance(want, dict):
            keys = [k for k in {**got, **want} if got.get(k) != want.get(k)]
            text = ", ".join(f"{k}: {got.get(k)} instead of {want.get(k)}" for k in sorted(keys, key=str)[:6])
        else:
            text = f"{str(got)[:300]} instead of {str(want)[:300]}"
        self.failed.append(f"{what}: {text}")
        print(f"  DISCREPANCY {what}: {text}", flush=True)
        return False

    def call(self, *args, code=0):
        done = subprocess.run([*self.command, *args], capture_output=True)
        if done.returncode != code:
            message = done.stderr.decode(errors="replace").strip()[-600:]
            self.check(f"exit code of {' '.join(map(str, args))} ({message})", done.returncode, code)
        return done.stdout

    def ask(self, *args, code=0):
        out = self.call(*args, "--json", code=code)
        try:
            return json.loads(out, parse_float=Decimal)
        except ValueError:
            self.check(f"{' '.join(map(str, args))} prints one JSON object", out[:200], "JSON")
            return {}

    def search(self, query, *args):
        return self.ask("search", self.binder, query, *args)

    def everything(self, query):
        """All hits, page by page."""
        hits, after = [], []
        while True:
            page = self.search(query, "--limit", "1000", "--sort", "time", *after)
            hits += page.get("hits", [])
            if not page.get("next"):
                self.check(f"hits of {query} over all pages", len(hits), page.get("total"))
                self.check(f"hits of {query} are all different", len({h["id"] for h in hits}), len(hits))
                return hits
            after = ["--after", page["next"]]

    def path(self, name):
        return os.path.join(self.folder, name)

    # ---- what is compared

    def imports(self):
        names = sorted(self.truth["files"])
        begin = time.time()
        answer = self.ask("import", self.binder, *[self.path(n) for n in names])
        print(f"  import took {time.time() - begin:.1f} s", flush=True)
        self.check("import: reconciled", answer.get("reconciled"), True)
        self.source = {os.path.basename(s["path"]): s for s in answer.get("sources", [])}
        self.check("sources", set(self.source), set(names))
        faults = self.truth["faults"]
        for name, want in self.truth["files"].items():
            got = self.source.get(name, {})
            records = got.get("records", {})
            for key in ("bytes", "sha256"):
                self.check(f"{name}: {key}", got.get(key), want[key])
            self.check(f"{name}: read = accepted + quarantined + duplicate", records.get("read"),
                       sum(records.get(k, 0) for k in ("accepted", "quarantined", "duplicate")))
            if name.endswith("l") and "lines" in want:
                self.check(f"{name}: records read", records.get("read"), want["lines"])
            bad = sum(m["file"] == name for m in faults["malformedLines"])
            self.check(f"{name}: quarantined", records.get("quarantined"), bad)
            twice = len(faults["duplicateLines"]) if ".otlp." in name else 0
            self.check(f"{name}: duplicates", records.get("duplicate"), twice)
            self.check(f"{name}: conflicts", got.get("conflicts"), len(faults["conflictingIds"]) if ".otlp." in name else 0)
            if ".otlp." in name:
                total = self.search("source:" + got.get("id", ""), "--limit", "0").get("total")
                self.check("spans", total, self.truth["spans"])
        again = self.ask("sources", self.binder)
        self.check("sources says what import said", again.get("sources"), answer.get("sources"))

    def figures(self):
        truth = self.truth
        answer = self.search("kind:policy", "--limit", "0", "--facets", "policy")
        got = {v["value"]: v["count"] for v in answer.get("facets", {}).get("policy", [])}
        self.check("policy decisions", got, {k: v for k, v in truth["policy"].items() if v})
        agent = f"kind:inference AND app:{self.agent}"
        answer = self.search(agent, "--limit", "0", "--facets", "model", "--histogram", "day")
        got = {v["value"]: v["count"] for v in answer.get("facets", {}).get("model", [])}
        self.check("calls per model", got, truth["models"])
        got = {b["from"][:10]: b["count"] for b in answer.get("histogram", []) if b["count"]}
        self.check("calls per day", got, truth["callsByDay"])
        for app, calls in truth["calls"].items():
            hits = self.everything(f"kind:inference AND app:{app}")
            self.check(f"calls of {app}", len(hits), calls)
            if app == self.agent:
                self.check("tokens in", sum(h["tokensIn"] or 0 for h in hits), truth["tokens"]["input"])
                self.check("tokens out", sum(h["tokensOut"] or 0 for h in hits), truth["tokens"]["output"])
            if app in truth["costUsd"]:
                cost = sum((Decimal(h["cost"]) for h in hits if h["cost"] is not None), Decimal(0))
                self.check(f"cost of {app}", cost, Decimal(str(truth["costUsd"][app])))
            self.way_back(random.Random(1).sample(hits, min(5, len(hits))))
        evaluation = truth["evaluation"]
        total = self.search("kind:evaluation", "--limit", "0").get("total")
        self.check("evaluation cases", total, evaluation["passes"] + evaluation["failures"])

    def way_back(self, hits):
        """Every hit leads to its bytes in the file as it came."""
        for hit in hits:
            name = next((n for n, s in self.source.items() if s["id"] == hit["source"]), None)
            with open(self.path(name), "rb") as f:
                f.seek(hit["offset"])
                data = f.read(hit["length"])
            self.check(f"{hit['id']}: SHA-256 of its bytes", hashlib.sha256(data).hexdigest(), hit["sha256"])
            self.check(f"{hit['id']}: raw", self.call("raw", self.binder, hit["id"]), data)

    def phrases(self):
        for phrase, where in self.truth["phrases"].items():
            answer = self.search(f'"{phrase}"')
            self.check(f"hits of \"{phrase}\"", answer.get("total"), 1)
            for hit in answer.get("hits", []):
                found = where in (hit["trace"], hit["span"])
                if not found:  # a provider's id leads to the event as well
                    found = hit["id"] in {e["id"] for e in self.ask("trace", self.binder, where).get("events", [])}
                self.check(f"\"{phrase}\" leads to {where}", found, True)
                self.check(f"\"{phrase}\" stands in its snippet", phrase.lower() in hit["snippet"].lower(), True)

    def faults(self):
        truth = self.truth
        answer = self.ask("check", self.binder)
        checks = {c["id"]: c for c in answer.get("checks", [])}
        for check, key in PLANTED.items():
            if check not in checks and check in LATER:
                continue
            want = {f if isinstance(f, str) else f["traceId"] for f in truth["faults"][key]}
            got = checks.get(check, {})
            self.check(f"{check}: traces", set(got.get("traces", ["not run"])), want)
            self.check(f"{check}: result", got.get("result"), "gap" if want else "supported")
            for record in got.get("records", [])[:2]:
                self.check(f"{check}: record {record} has bytes", len(self.call("raw", self.binder, record)) > 0, True)
        deployed = checks.get("eval.deployed-not-evaluated", {})
        self.check("eval.deployed-not-evaluated: result", deployed.get("result"), "gap")
        for version in truth["evaluation"]["deployedButNotEvaluated"]:
            self.check(f"eval.deployed-not-evaluated names {version}", version in json.dumps(deployed, default=str), True)
        self.check("no check failed to run", [c for c in checks if checks[c]["result"] == "failed"], [])
        got = {(r["source"], r["offset"]) for r in self.ask("quarantine", self.binder).get("records", [])}
        want = {(self.source[m["file"]]["id"], m["byteOffset"]) for m in truth["faults"]["malformedLines"]}
        self.check("quarantine: places", got, want)
        for r in self.ask("quarantine", self.binder).get("records", []):
            name = next(n for n, s in self.source.items() if s["id"] == r["source"])
            data = open(self.path(name), "rb").read()[r["offset"]:r["offset"] + r["length"]]
            self.check(f"quarantine {r['id']}: SHA-256", r["sha256"], hashlib.sha256(data).hexdigest())
        for trace in truth["faults"]["toolCallAfterDeny"][:3]:
            view = self.ask("trace", self.binder, trace)
            self.check(f"trace {trace}: policy", [p["action"] for p in view.get("policy", [])], ["deny"])
            self.check(f"trace {trace}: has the tool call", "tool" in {e["kind"] for e in view.get("events", [])}, True)

    def lineage(self):
        points = self.truth["lineageAsOf"]
        for number, point in enumerate(points if not self.quick else points[:1] + points[-1:]):
            extra = ["--as-of", point["at"].replace("+00:00", "Z")] if number == 0 else []
            view = self.ask("lineage", self.binder, point["traceId"], *extra)
            got = {f"{n['name']}@{n['version']}" for n in view.get("nodes", []) if n.get("version")}
            self.check(f"lineage of {point['traceId']} at {point['at']}", got, set(point["upstream"]))

    def custody(self):
        for name, source in self.source.items():
            back = os.path.join(self.work, "back-" + name)
            self.call("restore", self.binder, source["id"], back)
            same = os.path.exists(back) and open(back, "rb").read() == open(self.path(name), "rb").read()
            self.check(f"restore {name}: bit for bit", same, True)
        for catalog in ("eu-ai-act", "iso-42001", "readiness"):
            answer = self.ask("assess", self.binder, "--catalog", catalog)
            results = [c.get("result") for c in answer.get("controls", [])]
            self.check(f"{catalog}: every control has a result", bool(results) and all(results), True)
            self.check(f"{catalog}: totals add up", sum(answer.get("totals", {}).values()), len(results))
        self.check("doctor", self.ask("doctor", self.binder).get("ok"), True)

    def pack(self):
        pack = os.path.join(self.work, "accept.zip")
        self.call("export", self.binder, pack)
        self.check("verify", self.ask("verify", pack).get("ok"), True)
        size = os.path.getsize(pack)
        rng = random.Random(size)
        with zipfile.ZipFile(pack) as z:
            entries = [e for e in z.infolist() if e.file_size]
            places = [e.header_offset + 30 + len(e.filename.encode()) + len(e.extra) + e.compress_size // 2
                      for e in rng.sample(entries, min(3, len(entries)))]
        for place in places + [rng.randrange(size)]:
            broken = os.path.join(self.work, "broken.zip")
            data = bytearray(open(pack, "rb").read())
            data[place] ^= 0x01
            open(broken, "wb").write(data)
            self.check(f"verify with byte {place} flipped: ok", self.ask("verify", broken, code=1).get("ok"), False)

    def rebuild(self):
        before = self.ask("check", self.binder)
        shutil.rmtree(os.path.join(self.binder, "index"))
        self.call("rebuild", self.binder)
        self.check("checks after rebuild", self.ask("check", self.binder), before)

    def all(self):
        parts = [self.imports, self.figures, self.phrases, self.faults, self.lineage, self.custody, self.pack, self.rebuild]
        for part in parts:
            begin = time.time()
            part()
            print(f"  {part.__name__}: {time.time() - begin:.1f} s", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("directory")
    parser.add_argument("--work", help="where the binder is made; a temporary folder by default")
    parser.add_argument("--quick", action="store_true", help="fewer points of lineage")
    parser.add_argument("command", nargs="+", help="how Tracebinder is run")
    args = parser.parse_args()
    work = args.work or tempfile.mkdtemp(prefix="tracebinder-accept-")
    os.makedirs(work, exist_ok=True)
    run = Run(args.command, args.directory, work, args.quick)
    print(f"{args.directory} against {' '.join(args.command)}", flush=True)
    try:
        run.all()
    finally:
        if not args.work:
            shutil.rmtree(work, ignore_errors=True)
    print(f"{args.directory}: {run.passed} comparisons right, {len(run.failed)} discrepancies")
    return 1 if run.failed else 0


if __name__ == "__main__":
    sys.exit(main())
