"""How well articles are grouped by story, against labels.

Run: .venv/bin/python -m tests.benchmarks.grouping [ARTICLES.jsonl ...]

Without a file: the sample feeds against seeds/expected.json. A file has rows of articles with a gold "story" each.
"""

import json
import subprocess
import sys
from pathlib import Path

from tests.benchmarks.metrics import bcubed_f1
from tests.conftest import ROOT

DIGESTBOT = Path(sys.executable).with_name("digestbot")


def main() -> None:
    """Print a table: per source its articles, gold stories, found stories and BCubed F1."""
    print("| source | articles | stories | found | BCubed F1 |")
    print("| --- | --- | --- | --- | --- |")
    for name in sys.argv[1:] or ["seeds"]:
        source = Path(name) if sys.argv[1:] else ROOT / "seeds"
        gold = _labels(source)
        done = subprocess.run([str(DIGESTBOT), "group", str(source)], check=True, stdout=subprocess.PIPE)
        found = {row["id"]: row["story"] for row in map(json.loads, done.stdout.splitlines())}
        ids = sorted(gold)
        predicted, wanted = [found[i] for i in ids], [gold[i] for i in ids]
        f1 = bcubed_f1(predicted, wanted)
        print(f"| {name} | {len(ids)} | {len(set(wanted))} | {len(set(predicted))} | {f1:.3f} |")


def _labels(source: Path) -> dict[str, str]:
    """Return {article id: gold story}."""
    if source.is_dir():
        rows = json.loads((source / "expected.json").read_text(encoding="utf-8"))["articles"]
        return {row["id"]: row["event"] for row in rows}
    with source.open(encoding="utf-8") as lines:
        return {row["id"]: row["story"] for row in map(json.loads, lines)}


if __name__ == "__main__":
    main()
