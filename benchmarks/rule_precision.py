"""How often the rules are right on real ads: draw a sample to judge, and report the judgements.

``sample`` runs the rules over public-sector Swedish ads of employers that no rule was tuned on,
draws up to 20 findings per rule at level must or should, and writes them with an empty verdict.
With ``--context`` each is printed with the words around it, for the person who judges.
``report`` turns the judged files into ``docs/rule-precision.md``. Ads are split by employer, so
that a house template is never on both sides. Of the ads only id, offsets and phrase are kept.

Offsets are code points into the headline, an empty line, and the ad's text.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import hashlib
import json
import math
import os
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
JUDGEMENTS = ROOT / "benchmarks" / "judgements"
REPORT = ROOT / "docs" / "rule-precision.md"
PUBLIC = {"municipality", "region", "state", "municipal_association"}
FIELDS = ("ad", "start", "end", "rule", "level", "verdict", "phrase")


def part_of(ad: dict[str, str]) -> str:
    """``tune`` for three employers in five, else ``held-out``."""
    name = (ad.get("employer") or ad["id"]).lower().encode()
    return "tune" if int(hashlib.sha256(name).hexdigest(), 16) % 10 < 6 else "held-out"


def ads(folder: Path, part: str, sector: str) -> Iterator[tuple[str, str]]:
    """Id and text of the Swedish ads of one part and sector."""
    with gzip.open(folder / "ads" / "ads.jsonl.gz", "rt", encoding="utf-8") as file:
        for line in file:
            ad = json.loads(line)
            public = ad.get("sector") in PUBLIC
            if ad["lang"] == "sv" and part_of(ad) == part and public == (sector == "public"):
                yield ad["id"], f"{ad['headline']}\n\n{ad['text']}"


def sample(arguments: argparse.Namespace) -> None:
    from fairscreen.ads import find, load_rules
    from fairscreen.language import parse

    rules = load_rules()
    found: dict[str, list[tuple[dict[str, object], str]]] = defaultdict(list)
    total: Counter[str] = Counter()
    chosen = list(ads(arguments.data, arguments.part, arguments.sector))
    dice = random.Random(arguments.seed)
    if arguments.limit:
        chosen = dice.sample(chosen, min(arguments.limit, len(chosen)))
    for ad_id, text in chosen:
        hits, _ = find(parse(text, "sv"), rules)
        for hit in hits:
            total[f"{hit.rule.id} {hit.level}"] += 1
            if hit.level == "hint":
                continue
            row = {
                "ad": ad_id, "start": hit.start, "end": hit.end, "rule": hit.rule.id,
                "level": hit.level, "verdict": "",
                "phrase": " ".join(text[hit.start : hit.end].split())[:80],
            }  # fmt: skip
            around = text[max(hit.start - 110, 0) : hit.end + 90].replace("\n", "⏎")
            found[hit.rule.id].append((row, around))
    with arguments.out.open("w", encoding="utf-8", newline="") as file:
        file.write(
            f"# rules {rules.version}, seed {arguments.seed}, part {arguments.part}, "
            f"sector {arguments.sector}, ads {len(chosen)}\n"
        )
        file.write(f"# findings {json.dumps(dict(sorted(total.items())))}\n")
        writer = csv.DictWriter(file, FIELDS, delimiter="\t", lineterminator="\n")
        writer.writeheader()
        for rule in sorted(found):
            drawn = dice.sample(found[rule], min(arguments.most, len(found[rule])))
            for number, (row, around) in enumerate(drawn):
                writer.writerow(row)
                if arguments.context:
                    print(rule, number, row["level"], around, sep=" | ")


def wilson(right: int, total: int) -> tuple[float, float]:
    """The 95 % Wilson interval of a share."""
    if not total:
        return 0.0, 1.0
    z, share = 1.959964, right / total
    middle = share + z * z / (2 * total)
    half = z * math.sqrt(share * (1 - share) / total + z * z / (4 * total * total))
    scale = 1 + z * z / total
    return max((middle - half) / scale, 0.0), min((middle + half) / scale, 1.0)


def judged(file: Path) -> tuple[list[str], list[dict[str, str]]]:
    """The header lines and the rows of one judgement file."""
    lines = file.read_text("utf-8").splitlines()
    notes = [line[2:] for line in lines if line.startswith("# ")]
    rows = csv.DictReader((line for line in lines if not line.startswith("#")), delimiter="\t")
    return notes, list(rows)


def _row(name: str, rows: list[dict[str, str]]) -> str:
    verdicts = Counter(row["verdict"] for row in rows)
    low, high = wilson(verdicts["right"], len(rows))
    share = verdicts["right"] / len(rows)
    return (
        f"| {name} | {len(rows)} | {verdicts['right']} | {verdicts['doubtful']} | "
        f"{verdicts['wrong']} | {share:.2f} | {low:.2f}–{high:.2f} | "
        f"{1 - verdicts['wrong'] / len(rows):.2f} |"
    )


def render() -> str:
    """``docs/rule-precision.md`` from the committed judgements."""
    out = [
        "# How often the rules are right",
        "",
        "Generated by `python benchmarks/rule_precision.py report` from `benchmarks/judgements/`.",
        "Each sample is drawn from real ads of employers that were not looked at",
        "while the rules were made (employers are split by a hash of their name), at level must or",
        "should, up to 20 (8) findings per rule, drawn at random. Each was judged once, by the",
        "words around it: *right* (the ad says what the rule says it says, and the advice fits),",
        "*doubtful* (one may differ), *wrong*. A doubtful finding counts as not right. The guide",
        "is in [rules.md](rules.md). The interval is Wilson's at 95 %. The one that ends in 2 is",
        "one draw over all rules, so that each weighs as often as it fires; it came after the",
        "mends that the first ones led to, and holds only findings that had not been judged.",
        "The one of new employers is the latest: one draw over all rules, from ads of employers",
        "that are in no earlier sample.",
        "",
    ]
    for file in sorted(JUDGEMENTS.glob("*.tsv")):
        notes, rows = judged(file)
        out += [f"## {file.stem}", ""]
        out += [f"- {note}" for note in notes if not note.startswith("findings")]
        out += [
            "", "| rule | judged | right | doubtful | wrong | share right | 95 % | not wrong |",
            "| --- | ---: | ---: | ---: | ---: | ---: | --- | ---: |",
        ]  # fmt: skip
        by_rule: dict[str, list[dict[str, str]]] = defaultdict(list)
        for row in rows:
            by_rule[row["rule"]].append(row)
        out += [_row(f"`{rule}`", by_rule[rule]) for rule in sorted(by_rule)]
        for level in ("must", "should"):
            levelled = [row for row in rows if row["level"] == level]
            if levelled:
                out.append(_row(f"**all at {level}**", levelled))
        out += [_row("**all**", rows), ""]
        weights = next((n for n in notes if n.startswith("findings ")), None)
        if weights:
            out += _weighted(json.loads(weights.removeprefix("findings ")), by_rule)
        out += ["### The judged sample", ""]
        out += ["| ad | start | end | rule | level | verdict | phrase |", "|" + " --- |" * 7]
        for row in rows:
            phrase = row["phrase"].replace("|", "/")
            cells = [row[k] for k in FIELDS[:-1]]
            out.append(f"| {' | '.join(cells)} | {phrase} |")
        out.append("")
    return "\n".join(out)


def _weighted(total: dict[str, int], by_rule: dict[str, list[dict[str, str]]]) -> list[str]:
    """The share right over all findings, each rule weighing as often as it fires."""
    flags = right = 0.0
    for rule, rows in by_rule.items():
        fired = sum(n for key, n in total.items() if key.split()[0] == rule and "hint" not in key)
        flags += fired
        right += fired * sum(row["verdict"] == "right" for row in rows) / len(rows)
    return [
        f"Weighted by how often each rule fires ({flags:.0f} findings at must or should in this "
        f"part): {right / flags:.2f} right.",
        "",
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    commands = parser.add_subparsers(dest="command", required=True)
    drawing = commands.add_parser("sample")
    default = os.environ.get("FAIRSCREEN_SHARED_DATA", ROOT.parent / "shared" / "data")
    drawing.add_argument("--data", type=Path, default=Path(default))
    drawing.add_argument("--part", choices=("tune", "held-out"), default="held-out")
    drawing.add_argument("--sector", choices=("public", "other"), default="public")
    drawing.add_argument("--seed", type=int, default=1)
    drawing.add_argument("--most", type=int, default=20)
    drawing.add_argument("--limit", type=int, default=0, help="ads to draw; 0 takes all")
    drawing.add_argument("--context", action="store_true")
    drawing.add_argument("--out", type=Path, default=JUDGEMENTS / f"{date.today()}.tsv")
    commands.add_parser("report")
    arguments = parser.parse_args()
    if arguments.command == "sample":
        sample(arguments)
    else:
        REPORT.write_text(render(), "utf-8")
        print(REPORT.relative_to(ROOT), file=sys.stderr)


if __name__ == "__main__":
    main()
