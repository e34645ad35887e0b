"""What each reader of feeds makes of the same files, and how fast.

Run: .venv/bin/python -m tests.benchmarks.parsing [FILES...]

Without files: the golden feeds, the sample feeds, and large feeds made of the sample feeds in memory. feedparser stands
twice: as it is delivered, and with `sanitize_html` and `resolve_relative_uris` off, since the others do neither.
"""

import io
import json
import sys
import time
import warnings
from collections.abc import Callable
from pathlib import Path
from xml.sax.saxutils import escape

import fastfeedparser
import feedparser

from digests.errors import FeedUnreadable
from digests.feeds import read_feed
from digests.models import Entry
from tests.conftest import ROOT

ITEMS = 300  # of each large feed
RUNS = 3  # the best of them counts

Reader = Callable[[bytes], list[tuple[str, str, str]]]  # title, address and text of each entry


def main() -> None:
    """Print a table: per reader what it finds in all files, and how fast; what it cannot read costs its time too."""
    files = [Path(name).read_bytes() for name in sys.argv[1:]] or _small_feeds() + _large_feeds()
    megabytes = sum(map(len, files)) / 1e6
    warnings.simplefilter("ignore", DeprecationWarning)  # of feedparser's, about keys of its own
    seconds: dict[str, float] = {}
    rows: list[tuple[str, list[int]]] = []
    for name, reader in READERS.items():
        found = [_entries(reader, data) for data in files]
        seconds[name] = min(_seconds(reader, files) for _ in range(RUNS))
        entries = [entry for feed in found for entry in feed]
        counts = [sum(1 for entry in entries if entry[part].strip()) for part in range(3)]
        rows.append((name, [sum(map(bool, found)), len(entries), *counts]))
    print(f"{len(files)} feeds, {megabytes:.1f} MB")
    print("| reader | feeds with entries | entries | titles | links | texts | entries/s | MB/s | × feedparser |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- | --- |")
    for name, numbers in rows:
        took = seconds[name]
        speed = f"{numbers[1] / took:,.0f} | {megabytes / took:.1f} | {seconds['feedparser'] / took:.1f}"
        print(f"| {name} | {' | '.join(f'{number:,}' for number in numbers)} | {speed} |")


def _entries(reader: Reader, data: bytes) -> list[tuple[str, str, str]]:
    try:
        return reader(data)
    except Exception:  # noqa: BLE001 — a reader that fails, in whatever way, has read nothing
        return []


def _seconds(reader: Reader, files: list[bytes]) -> float:
    started = time.perf_counter()
    for data in files:
        _entries(reader, data)
    return time.perf_counter() - started


def _ours(data: bytes) -> list[tuple[str, str, str]]:
    _, entries = read_feed(data, url="https://paper.example/feed")
    return [(entry.title, entry.url or "", entry.content) for entry in entries]


def _fast(data: bytes) -> list[tuple[str, str, str]]:
    return [_said(entry) for entry in fastfeedparser.parse(data)["entries"]]


def _patient(data: bytes) -> list[tuple[str, str, str]]:
    return [_said(entry) for entry in feedparser.parse(io.BytesIO(data))["entries"]]


def _patient_only(data: bytes) -> list[tuple[str, str, str]]:
    parsed = feedparser.parse(io.BytesIO(data), sanitize_html=False, resolve_relative_uris=False)
    return [_said(entry) for entry in parsed["entries"]]


def _said(entry: dict[str, object]) -> tuple[str, str, str]:
    content = entry.get("content")
    text = content[0]["value"] if isinstance(content, list) and content else entry.get("description")
    return str(entry.get("title") or ""), str(entry.get("link") or ""), str(text or entry.get("description") or "")


READERS: dict[str, Reader] = {
    "ours": _ours,
    "fastfeedparser": _fast,
    "feedparser": _patient,
    "feedparser, not sanitising": _patient_only,
}


def _small_feeds() -> list[bytes]:
    golden = [path for path in (ROOT / "tests" / "data" / "feeds").iterdir() if ".expected" not in path.name]
    return [path.read_bytes() for path in sorted(golden) + sorted((ROOT / "seeds" / "feeds").iterdir())]


def _large_feeds() -> list[bytes]:
    """Return feeds of many entries in several formats and charsets, their texts those of the sample feeds."""
    entries: list[Entry] = []
    for path in sorted((ROOT / "seeds" / "feeds").iterdir()):
        try:
            entries += read_feed(path.read_bytes(), url="https://paper.example/feed")[1]
        except FeedUnreadable:
            continue
    many = [entries[number % len(entries)] for number in range(ITEMS)]
    rss, atom, rows = _rss(many), _atom(many), _json(many)
    return [
        rss.encode(),
        rss.encode("cp1252", "xmlcharrefreplace"),
        rss.replace("<?xml version='1.0'?>", "<?xml version='1.0' encoding='iso-8859-1'?>").encode("cp1252", "ignore"),
        rss.replace("&#38;", "&").encode("utf-16"),
        atom.encode(),
        atom.encode("utf-16-le"),
        rows.encode(),
    ]


def _rss(entries: list[Entry]) -> str:
    items = "".join(
        f"<item><title>{escape(entry.title)}</title><link>https://paper.example/{n}</link>"
        f"<guid isPermaLink='false'>p-{n}</guid><pubDate>Mon, 16 Nov 2026 08:{n % 60:02}:00 +0000</pubDate>"
        f"<description><![CDATA[{entry.content[:200]}]]></description>"
        f"<content:encoded><![CDATA[{entry.content * 3}]]></content:encoded></item>"
        for n, entry in enumerate(entries)
    )
    names = "xmlns:content='http://purl.org/rss/1.0/modules/content/'"
    return f"<?xml version='1.0'?><rss version='2.0' {names}><channel><title>Paper</title>{items}</channel></rss>"


def _atom(entries: list[Entry]) -> str:
    items = "".join(
        f"<entry><title>{escape(entry.title)}</title><link href='https://paper.example/{n}'/><id>urn:{n}</id>"
        f"<updated>2026-11-16T08:{n % 60:02}:00Z</updated>"
        f"<content type='html'>{escape(entry.content * 3)}</content></entry>"
        for n, entry in enumerate(entries)
    )
    return f"<feed xmlns='http://www.w3.org/2005/Atom'><title>Paper</title>{items}</feed>"


def _json(entries: list[Entry]) -> str:
    items = [
        {"id": str(n), "url": f"https://paper.example/{n}", "title": entry.title, "content_html": entry.content * 3}
        for n, entry in enumerate(entries)
    ]
    return json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "Paper", "items": items})


if __name__ == "__main__":
    main()
