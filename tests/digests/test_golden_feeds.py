"""Feeds as they are met in the wild, each invented and named after its quirk, beside what is read from it.

An expected file leaves out what is empty, and `is_html` where it is true; `read_with` is what `read_feed` is told.
"""

import json
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from digests.feeds import read_feed
from digests.models import Entry, Feed
from tests.conftest import ROOT

GOLDEN = ROOT / "tests" / "data" / "feeds"
URL = "https://paper.example/feed"


def _told(feed: Feed, entries: list[Entry]) -> dict[str, Any]:
    about = {
        "title": feed.title,
        "format": feed.format,
        "site_url": feed.site_url,
        "language": feed.language,
        "asked_minutes": feed.asked_interval and feed.asked_interval.total_seconds() / 60,
        "skip_hours": sorted(feed.skip_hours),
        "skip_days": sorted(feed.skip_days),
    }
    return {"feed": {name: value for name, value in about.items() if value}, "entries": [_row(e) for e in entries]}


def _row(entry: Entry) -> dict[str, Any]:
    row = {field.name: getattr(entry, field.name) for field in fields(entry)}
    row["published_at"] = entry.published_at and entry.published_at.isoformat()
    row["is_html"] = None if entry.is_html else False
    return {name: value for name, value in row.items() if value not in {None, ""}}


@pytest.mark.parametrize(
    "path", sorted(path for path in GOLDEN.iterdir() if ".expected" not in path.name), ids=lambda path: path.stem
)
def test_a_feed_reads_as_expected(path: Path) -> None:
    expected = json.loads(path.with_suffix(".expected.json").read_text(encoding="utf-8"))
    how = expected.pop("read_with", {})
    assert _told(*read_feed(path.read_bytes(), url=URL, **how)) == expected
