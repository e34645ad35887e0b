"""Find the numbers of grouping on labelled news: `GroupingParameters` in digests/nearness.py.

Run: .venv/bin/python -m tests.benchmarks.tune_stories FOLDER [--encoder e5|use] [--minutes N] [--cache DIR] [--start
name=value ...]

FOLDER holds the labelled data sets that `labelled` knows by name; the sample feeds are always among them. One setting
for all. From the start, the numbers in the code or those named, a few numbers at a time are changed at random (seeded);
what is better is kept. Better is less in all below the aims: beyond its aim no set counts, so that the search does not
trade many sets for one. Prints each better setting with the scores. Numbers are rounded, and each change must be worth
it: what only fits these few thousand articles would not last.
"""

import argparse
import random
import tempfile
import time
from collections.abc import Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from digests.nearness import DEFAULT_PARAMETERS, GroupingParameters
from digests.stories import group
from tests.benchmarks.labelled import Labelled, load, names_in
from tests.benchmarks.stories import encoder_named, scores

# Number → how far it is changed at a time. The choices in GroupingParameters are not looked for.
STEPS = {
    "names_weight": 0.1,
    "numbers_weight": 0.05,
    "title_gap": 0.02,
    "text_gap": 0.02,
    "decay_per_day": 0.03,
    "title_bar": 0.02,
    "text_bar": 0.02,
    "text_growth": 0.04,
    "title_merge": 0.03,
    "text_merge": 0.05,
    "merge_growth": 0.02,
    "hub_growth": 0.01,
}
ROUNDED_TO = 0.01
WORTH = 0.001  # a change that gains less is not kept
AIMS = {
    "og2021": 0.68,
    "ecbplus": 0.91,
    "uci-news-aggregator": 0.88,
    "semeval2022-task8": 0.77,
    "semeval2022-task8 across": 0.68,
    "semeval2022-task8-slugs": 0.72,
    "seeds": 0.97,
}


@cache
def _data(folder: Path, name: str, encoder: str, kept: Path) -> Labelled:
    return load(folder, name, encoder_named(encoder), cache=kept)


def measured(folder: Path, name: str, encoder: str, kept: Path, parameters: GroupingParameters) -> dict[str, float]:
    """Return the scores of one data set: BCubed F1, or for judged pairs their F1, all and across languages."""
    data = _data(folder, name, encoder, kept)
    grouped = group(data.articles, data.vectors, usual=encoder_named(encoder).usual, parameters=parameters)
    labels = {article_id: story.id for story in grouped.stories for article_id in story.article_ids}
    b3, pairs = scores(data, labels)
    if b3:
        return {name: b3.f1 or 0}
    return {name: pairs.overall.f1 or 0, f"{name} across": pairs.across.f1 or 0}


def shortfall(found: Mapping[str, float]) -> float:
    """Return how much is missing to the aims, in all."""
    return sum(max(0.0, aim - found[name]) for name, aim in AIMS.items() if name in found)


def main() -> None:
    """Search for the time given, and print what gets better."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--encoder", choices=("e5", "use"), default="e5")
    parser.add_argument("--minutes", type=float, default=30)
    parser.add_argument("--cache", type=Path, default=Path(tempfile.gettempdir()) / "digestbot-benchmarks")
    parser.add_argument("--start", nargs="*", default=[])
    arguments = parser.parse_args()
    place = (arguments.folder, arguments.encoder, arguments.cache)
    best = _with(
        DEFAULT_PARAMETERS, {name: float(value) for name, value in (start.split("=") for start in arguments.start)}
    )
    chance = random.Random(1)
    ends_at = time.monotonic() + arguments.minutes * 60
    with ProcessPoolExecutor() as pool:

        def tried(parameters: GroupingParameters) -> dict[str, float]:
            # The largest first, so that no process waits long for another.
            jobs = [
                pool.submit(measured, place[0], name, *place[1:], parameters)
                for name in sorted(names_in(place[0]), key=["seeds", "ecbplus"].__contains__)
            ]
            return {name: score for job in jobs for name, score in job.result().items()}

        found = tried(best)
        _tell(best, found)
        while time.monotonic() < ends_at:
            names = chance.sample(list(STEPS), chance.randint(1, 3))
            other = _with(best, {name: _near(getattr(best, name), STEPS[name], chance) for name in names})
            scored = tried(other)
            if shortfall(scored) < shortfall(found) - WORTH:
                best, found = other, scored
                _tell(best, found)


def _with(parameters: GroupingParameters, numbers: dict[str, Any]) -> GroupingParameters:
    return replace(parameters, **numbers)


def _near(value: float, step: float, chance: random.Random) -> float:
    steps = round(chance.gauss(value, step) / ROUNDED_TO)
    return round(max(0, steps) * ROUNDED_TO, 2)


def _tell(parameters: GroupingParameters, found: Mapping[str, float]) -> None:
    numbers = " ".join(f"{name}={getattr(parameters, name):g}" for name in STEPS)
    print(f"{shortfall(found):.4f}  {' '.join(f'{name} {score:.3f}' for name, score in found.items())}")
    print(f"        {numbers}", flush=True)


if __name__ == "__main__":
    main()
