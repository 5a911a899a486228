#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Checks an evidence pack with Python 3.8 or newer and nothing else.

usage: python3 verify.py [FOLDER | PACK.zip [OPENED.jsonl]]      (default: the folder above this script)
OPENED.jsonl holds masked values that were opened to you; revealed.jsonl in the working folder is taken by itself.
Prints one line per check. Exit code 0: all passed; 1: something is wrong; 2: nothing to check.
Not checked here: the signature (see VERIFY.txt) and the byte layout of the zip itself.
"""
import base64
import hashlib
import json
import os
import sys
import zipfile


class Folder:
    """Files of an unpacked pack."""

    def __init__(self, root):
        self.root = root
        self.names = []
        for folder, _, files in os.walk(root):
            for name in files:
                path = os.path.relpath(os.path.join(folder, name), root)
                self.names.append(path.replace(os.sep, "/"))

    def open(self, name):
        return open(os.path.join(self.root, *name.split("/")), "rb")


class Zip:
    """Files of a pack as it is; nothing is unpacked to disk."""

    def __init__(self, path):
        self.zip = zipfile.ZipFile(path)
        full = self.zip.namelist()
        tops = {n.split("/", 1)[0] for n in full}
        if len(tops) != 1 or len(set(full)) != len(full):
            raise ValueError("the zip holds a name twice, or more than one folder")
        self.top = tops.pop() + "/"
        self.names = [n[len(self.top):] for n in full]

    def open(self, name):
        return self.zip.open(self.top + name)


def counted(number, noun):
    if number != 1:
        noun = noun[:-1] + "ies" if noun.endswith("ry") else noun + "s"
    return "%d %s" % (number, noun)


def need(condition, message):
    if not condition:
        raise ValueError(message)


def digest(pack, name, algorithm):
    h = hashlib.new(algorithm)
    with pack.open(name) as f:
        for block in iter(lambda: f.read(1 << 16), b""):
            h.update(block)
    return h.hexdigest()


def load(pack, name):
    need(name in pack.names, name + " is missing")
    with pack.open(name) as f:
        return json.loads(f.read().decode("utf-8"))


def lines(pack, name):
    need(name in pack.names, name + " is missing")
    with pack.open(name) as f:
        for number, line in enumerate(f, 1):
            need(line.endswith(b"\n"), "%s, line %d: not ended" % (name, number))
            yield number, json.loads(line.decode("utf-8"))


def manifest(pack, name, algorithm, covered):
    need(name in pack.names, name + " is missing")
    listed = {}
    with pack.open(name) as f:
        content = f.read().decode("utf-8", "replace")
    need(content.endswith("\n") or not content, name + " does not end with a line feed")
    for line in content.split("\n")[:-1]:
        value, gap, path = line.partition("  ")
        need(gap and path not in listed, name + " holds a line of another form")
        listed[path] = value
    for path in sorted(covered):
        need(path in listed, path + " was added: " + name + " does not list it")
        need(digest(pack, path, algorithm) == listed.pop(path), path + " was changed: it does not fit " + name)
    need(not listed, ", ".join(sorted(listed)) + " was removed: " + name + " lists it")
    return len(covered)


def check_manifests(pack):
    payload = [n for n in pack.names if n.startswith("data/")]
    tags = [n for n in pack.names if not n.startswith(("data/", "tagmanifest-", "signature/"))]
    for algorithm in ("sha256", "sha512"):
        manifest(pack, "tagmanifest-%s.txt" % algorithm, algorithm, tags)
        manifest(pack, "manifest-%s.txt" % algorithm, algorithm, payload)
    with pack.open("bag-info.txt") as f:
        info = dict(x.split(": ", 1) for x in f.read().decode("utf-8").split("\n")[:-1])
    check_signature_folder(pack, info.get("Tracebinder-Signature-Digests"))
    size = 0
    for name in payload:
        with pack.open(name) as f:
            for block in iter(lambda: f.read(1 << 16), b""):
                size += len(block)
    need(info.get("Payload-Oxum") == "%d.%d" % (size, len(payload)), "bag-info.txt: Payload-Oxum does not fit")
    return "%s, %s" % (counted(len(payload), "payload file"), counted(size, "byte"))


def check_signature_folder(pack, digests):
    """Damage only: whether a signature fits is for openssl. The reply of a time stamp authority comes in later."""
    base = "signature/tagmanifest-sha256."
    late = [base + "tsr", base + "tsr.sha256"]
    known = [base + "p7s", base + "ed25519", base + "tsq", "signature/signer.pem", "signature/sha256.txt"]
    there = [n for n in pack.names if n.startswith(("signature/", "tagmanifest-"))]
    for name in there:
        need(name in known + late + ["tagmanifest-sha256.txt", "tagmanifest-sha512.txt"],
             name + " was added: no manifest covers it")
    if digests:
        manifest(pack, digests, "sha256", [n for n in there if n in known and n != digests])
        if late[0] in there or late[1] in there:
            manifest(pack, late[1], "sha256", [n for n in there if n == late[0]])


def node(left, right):
    return hashlib.sha256(b"\x01" + left + right).digest()


def root_of_path(leaf, index, size, path):
    """RFC 9162, 2.1.3.2."""
    need(0 <= index < size, "index outside the tree")
    fn, sn, r = index, size - 1, leaf
    for p in path:
        need(sn != 0, "the path is too long")
        if fn & 1 or fn == sn:
            r = node(p, r)
            while not fn & 1 and fn:
                fn >>= 1
                sn >>= 1
        else:
            r = node(r, p)
        fn >>= 1
        sn >>= 1
    need(sn == 0, "the path is too short")
    return r


def check_records(pack):
    heads = {h["source"]: h for h in load(pack, "data/proofs/tree-heads.json")["heads"]}
    proofs = lines(pack, "data/proofs/inclusion.jsonl")
    originals, at, counts, last = None, {}, {}, (0, 0)
    for number, r in lines(pack, "data/evidence/records.jsonl"):
        where = "data/evidence/records.jsonl, line %d: " % number
        place = tuple(int(x) for x in r["id"][1:].split(":"))
        need(place > last, where + r["id"] + " is out of order")
        last = place
        proof = next(proofs, (0, None))[1]
        need(proof is not None, "data/proofs/inclusion.jsonl ends before " + r["id"])
        head = heads[r["source"]]
        need(all(proof[k] == r[k] for k in ("id", "source", "index", "leaf"))
             and proof["treeSize"] == head["treeSize"], where + "the proof is for another record")
        path = [bytes.fromhex(p) for p in proof["path"]]
        top = root_of_path(bytes.fromhex(r["leaf"]), r["index"], head["treeSize"], path)
        need(top.hex() == head["rootHash"], where + r["id"] + " does not lie in the tree of its source")
        counts[r["source"]] = counts.get(r["source"], 0) + 1
        if "original" in r:
            name = r["original"]["file"]
            need(name == "data/evidence/original/%s.bin" % r["source"] and name in pack.names, where + "no " + name)
            if name not in at:
                originals, at[name] = pack.open(name), 0
            need(at[name] == r["original"]["offset"], where + "wrong offset")
            raw = originals.read(r["length"])
            at[name] += len(raw)
            need(len(raw) == r["length"] and hashlib.sha256(raw).hexdigest() == r["sha256"]
                 and hashlib.sha256(b"\x00" + raw).hexdigest() == r["leaf"],
                 name + ": the original bytes of " + r["id"] + " do not fit")
    need(next(proofs, None) is None, "data/proofs/inclusion.jsonl holds a proof without a record")
    for source, head in heads.items():
        need(counts.get(source, 0) == head["exported"], "records of " + source + " are missing")
    return counted(sum(counts.values()), "record") + " in the trees of the sources"


def canonical(value):
    """RFC 8785 for what a ledger holds: text, whole numbers, true, false, null, lists, objects."""
    if isinstance(value, dict):
        keys = sorted(value, key=lambda k: k.encode("utf-16-be"))
        return "{" + ",".join(canonical(k) + ":" + canonical(value[k]) for k in keys) + "}"
    if isinstance(value, list):
        return "[" + ",".join(canonical(v) for v in value) + "]"
    if isinstance(value, float):
        return number(value)
    return json.dumps(value, ensure_ascii=False)


def number(value):
    """A number as ECMAScript writes it."""
    if value == int(value) and abs(value) < 1e21:
        return str(int(value))
    mantissa, _, exponent = repr(abs(value)).partition("e")
    whole, _, fraction = mantissa.partition(".")
    fraction = "" if fraction == "0" else fraction
    digits = (whole + fraction).lstrip("0")
    point = len(whole) + int(exponent or 0) - (len(whole + fraction) - len(digits))
    digits = digits.rstrip("0")
    sign = "-" if value < 0 else ""
    if -5 <= point <= 0:
        return sign + "0." + "0" * -point + digits
    if 0 < point <= 21:
        return sign + digits[:point] + "." + digits[point:]
    rest = "." + digits[1:] if len(digits) > 1 else ""
    return "%s%s%se%s%d" % (sign, digits[0], rest, "-" if point < 1 else "+", abs(point - 1))


def check_custody(pack):
    count, head, masked = 0, "0" * 64, 0
    for n, entry in lines(pack, "data/custody/custody.jsonl"):
        where = "data/custody/custody.jsonl, line %d: " % n
        need(entry["seq"] == entry["count"] == count + 1, where + "an entry is missing or out of order")
        need(entry["previous"] == head, where + "does not follow the entry before")
        rest = {k: v for k, v in entry.items() if k != "hash"}
        if entry.get("masked"):
            masked += 1
        else:
            h = hashlib.sha256(canonical(rest).encode("utf-8")).hexdigest()
            need(h == entry["hash"], where + "the content does not fit its hash")
        count, head = count + 1, entry["hash"]
    said = load(pack, "data/custody/head.json")
    need(said["count"] == count and said["hash"] == head, "data/custody/custody.jsonl was cut or extended at its end")
    need(not masked or "data/redaction/log.jsonl" in pack.names, "masked custody entries in a pack that is not masked")
    return "%s in one chain (%d masked), head %s" % (counted(count, "entry"), masked, head)


def split(size):
    """The largest power of two below the size."""
    return 1 << (size - 1).bit_length() - 1


def tree_root(leaves):
    """RFC 9162, 2.1.1."""
    if len(leaves) < 2:
        return leaves[0] if leaves else hashlib.sha256().digest()
    k = split(len(leaves))
    return node(tree_root(leaves[:k]), tree_root(leaves[k:]))


def consistency(m, leaves, whole=True):
    """RFC 9162, 2.1.4.1: the proof that the first m leaves begin the tree."""
    n = len(leaves)
    if m == n:
        return [] if whole else [tree_root(leaves)]
    k = split(n)
    if m <= k:
        return consistency(m, leaves[:k], whole) + [tree_root(leaves[k:])]
    return consistency(m - k, leaves[k:], False) + [tree_root(leaves[:k])]


def check_stages(pack):
    """Each import only added: heads of the tree over the sources, proofs between them, the ledger beside them."""
    name, ledger = "data/proofs/stages.json", "data/custody/custody.jsonl"
    imports = [e for _, e in lines(pack, ledger) if e["act"] == "import" and "sources" in e["subject"]]
    if name not in pack.names and not any("trail" in e["subject"] for e in imports):
        return "a pack of an older program: it has none"
    sources = load(pack, "data/proofs/tree-heads.json")["heads"]
    leaves = []
    for s in sources:
        need(s["source"] == "S%d" % (len(leaves) + 1), "data/proofs/tree-heads.json: sources are out of order")
        head = {k: s[k] for k in ("rootHash", "source", "sourceSha256", "treeSize")}
        leaves.append(hashlib.sha256(b"\x00" + canonical(head).encode("utf-8")).digest())
    heads, size = load(pack, name)["heads"], 0
    need(len(heads) == len(imports), name + " and the ledger count different imports")
    for head, entry in zip(heads, imports):
        where = "%s, entry %d: " % (ledger, entry["seq"])
        for told in entry["subject"]["sources"]:
            need(size < len(sources) and told["merkleRoot"] == sources[size]["rootHash"]
                 and told["sha256"] == sources[size]["sourceSha256"], where + "imported another source")
            size += 1
        need(head["entry"] == entry["seq"] and head["size"] == size, name + " has no head for entry %d" % entry["seq"])
        need(tree_root(leaves[:size]).hex() == head["rootHash"], name + ": the head over %d sources is wrong" % size)
        need([p.hex() for p in consistency(size, leaves)] == head["path"],
             name + ": the proof from the head over %d sources is wrong" % size)
        trail = entry["subject"].get("trail", head)
        need(trail["size"] == size and trail["rootHash"] == head["rootHash"], where + "names another head")
    need(size == len(sources), name + " does not end with all sources")
    return "%s, each only added; the head over %s is %s" % (
        counted(len(heads), "import"), counted(size, "source"), tree_root(leaves).hex())


def check_queries(pack):
    queries = load(pack, "data/queries/queries.json")["queries"]
    for q in queries:
        need(q["ids"] in pack.names, q["ids"] + " is missing")
        need(digest(pack, q["ids"], "sha256") == q["resultHash"], q["ids"] + " does not fit its result hash")
    return counted(len(queries), "result list") + ": the hashes fit"


def numbers(key, bound):
    """Random numbers from words: data/sampling/samples.json says the rule."""
    limit, i = (1 << 64) - (1 << 64) % bound, 0
    while True:
        value = int.from_bytes(hashlib.sha256(("%s:%d" % (key, i)).encode("utf-8")).digest()[:8], "big")
        i += 1
        if value < limit:
            yield value % bound


def at_random(key, count, size):
    drawn, source = set(), numbers(key, count)
    while len(drawn) < size:
        drawn.add(next(source))
    return sorted(drawn)


def draw(sample, population):
    """What the seed draws: (event, place from 1, its number, how often)."""
    method, size = sample["method"], sample["size"]
    key = sample["seed"] + ":" + sample["populationHash"]
    if method == "random":
        hits = [(p, 1) for p in at_random(key, len(population), size)]
    elif method == "systematic":
        start = next(numbers(key, len(population)))
        hits = [((start + k * len(population)) // size, 1) for k in range(size)]
    elif method == "stratified":
        places = [[] for _ in sample["strata"]]
        for place, (_, stratum) in enumerate(population):
            places[stratum - 1].append(place)
        counts = [len(p) for p in places]
        need(counts == [s["count"] for s in sample["strata"]], "strata of other sizes")
        shares = [size * c // sum(counts) for c in counts]
        order = sorted(range(len(counts)), key=lambda i: (-(size * counts[i] % sum(counts)), i))
        for i in order[:size - sum(shares)]:
            shares[i] += 1
        hits = sorted((places[i][p], 1) for i, n in enumerate(shares) if n
                      for p in at_random("%s:%d" % (key, i + 1), counts[i], n))
    else:
        need(method == "unit", "an unknown method")
        total = sum(units for _, units in population)
        need(total == sample["units"], "another sum of units")
        start = next(numbers(key, total))
        wanted, hits, passed, k = [(start + k * total) // size for k in range(size)], [], 0, 0
        for place, (_, units) in enumerate(population):
            passed, often = passed + units, 0
            while k < size and wanted[k] < passed:
                k, often = k + 1, often + 1
            if often:
                hits.append((place, often))
    return [(population[p][0], p + 1, population[p][1], often) for p, often in hits]


def check_samples(pack):
    samples, drawn, unlisted = load(pack, "data/sampling/samples.json")["samples"], 0, 0
    for s in samples:
        where = "sample '%s': " % s["name"]
        if "populationFile" not in s:
            unlisted += 1
            continue
        need(digest(pack, s["populationFile"], "sha256") == s["populationHash"], where + "another population")
        with pack.open(s["populationFile"]) as f:
            rows = [line.split("\t") for line in f.read().decode("ascii").split("\n")[:-1]]
        population = [(r[0], int(r[1]) if len(r) > 1 else 0) for r in rows]
        need(len(population) == s["population"], where + "a population of another size")
        told = [(i["event"], i["place"], i["extra"], i["hits"]) for i in s["selection"]]
        need(draw(s, population) == told, where + "its seed draws other items")
        drawn += len(told)
    return "%d samples drawn again from seed and population, the same %d items%s" % (
        len(samples), drawn, "; %d without their population, not drawn" % unlisted if unlisted else "")


def check_documents(pack):
    folder = "data/evidence/documents/"
    documents = load(pack, "data/evidence/documents.json")["documents"]
    inside = [d for d in documents if "leftOut" not in d]
    need(sorted(d["file"] for d in inside) == sorted(n for n in pack.names if n.startswith(folder)),
         folder + " and data/evidence/documents.json do not fit")
    for d in inside:
        need(d.get("maskedCopy") or digest(pack, d["file"], "sha256") == d["sha256"], d["file"] + " is another document")
    return "%d documents as attached, %d left out" % (len(inside), len(documents) - len(inside))


def check_masks(pack, opened):
    """Opens commitments with a file of opened values: place, pointer, replacement, words, salt in each line."""
    name = "data/redaction/log.jsonl"
    log = {(e["place"], e["pointer"], e["replacement"]): e for _, e in lines(pack, name)}
    if not opened:
        return counted(len(log), "masked place") + "; no file of opened values was given"
    seen = 0
    with open(opened, encoding="utf-8") as f:
        for r in map(json.loads, f):
            where = "%s %s %s" % (r["place"], r["pointer"], r["replacement"])
            entry = log.get((r["place"], r["pointer"], r["replacement"]))
            need(entry is not None, opened + " names a place that is not in the log: " + where)
            salted = base64.b64decode(r["salt"]) + r["words"].encode("utf-8")
            need(hashlib.sha256(salted).hexdigest() == entry["commitment"],
                 "the words for %s are not those that were masked" % where)
            seen += 1
    return "%s, %d opened and as committed" % (counted(len(log), "masked place"), seen)


def main(argv):
    here = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    target = argv[1] if len(argv) > 1 else here
    try:
        pack = Folder(target) if os.path.isdir(target) else Zip(target)
    except (OSError, ValueError, zipfile.BadZipFile) as e:
        print("FAILED  container: %s" % e)
        return 1
    if not pack.names:
        print("nothing to check in " + target)
        return 2
    checks = [("manifests", check_manifests), ("records", check_records), ("custody", check_custody),
              ("import stages", check_stages), ("queries", check_queries)]
    if "data/sampling/samples.json" in pack.names:
        checks.append(("samples", check_samples))
    if "data/evidence/documents.json" in pack.names:
        checks.append(("documents", check_documents))
    if "data/redaction/log.jsonl" in pack.names:
        opened = argv[2] if len(argv) > 2 else "revealed.jsonl" if os.path.exists("revealed.jsonl") else None
        checks.append(("redaction", lambda p: check_masks(p, opened)))
    failed = 0
    for name, check in checks:
        try:
            print("ok      %s: %s" % (name, check(pack)))
        except Exception as e:  # whatever a damaged pack makes go wrong is a failed check
            failed += 1
            print("FAILED  %s: %s" % (name, e if isinstance(e, ValueError) else repr(e)))
    print("Not proven by this: see VERIFY.txt.")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv))
