"""Rows of articles and single articles as plain text."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digests.errors import FeedUnreadable
from digests.feeds import SourceKind, kind_of, read_feed, read_rows, read_text
from digests.models import Entry

json_values = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from(["id", "title", "text", "url", "name"]), inner),
    max_leaves=8,
)
KEYS = ["id", "title", "text", "url", "language", "published", "source", "content_html", "authors", "date_published"]


@given(st.dictionaries(st.sampled_from(KEYS), json_values))
def test_any_json_object_is_a_row_or_a_problem(row: dict[str, object]) -> None:
    feed = {"version": "https://jsonfeed.org/version/1.1", "items": [row]}
    read_feed(json.dumps(feed).encode(), url="https://paper.example/feed")
    try:
        _, (entry,), _ = read_rows(json.dumps(row).encode(), url="file:///a.jsonl")
    except FeedUnreadable:
        return
    "".join([entry.guid, entry.title, entry.content, entry.url or "", entry.source or ""]).encode()


def rows(*lines: object, newline: str = "\n") -> tuple[list[Entry], list[str]]:
    text = newline.join(line if isinstance(line, str) else json.dumps(line, ensure_ascii=False) for line in lines)
    _, entries, problems = read_rows(text.encode("utf-8", "surrogatepass"), url="file:///a.jsonl")
    return entries, problems


def test_bad_rows_are_named_by_line_and_the_others_are_read() -> None:
    entries, problems = rows({"title": "a"}, "{", "[1]", "5", "", {"id": 1}, "[" * 9999, {"text": "b"}, newline="\r\n")
    assert [entry.title or entry.content for entry in entries] == ["a", "b"]
    assert [problem.split(":")[0] for problem in problems] == ["line 2", "line 3", "line 4", "line 6", "line 7"]


def test_numbers_are_ids_and_what_is_no_number_is_nothing() -> None:
    entries, _ = rows({"id": 7, "title": "a", "text": None, "x": 1}, '{"id": NaN, "title": NaN, "text": "b"}')
    assert [(entry.article_id, entry.title) for entry in entries] == [("7", "a"), (None, "")]


def test_line_separators_inside_strings_break_no_row_and_lone_surrogates_no_encoder() -> None:
    entries, problems = rows({"title": "a\u2028b"}, r'{"id": "\ud800", "title": "\ud800c", "url": "https://\ud800"}')
    assert [entry.title for entry in entries] == ["a\u2028b", "\ufffdc"]
    assert (entries[1].article_id, entries[1].url, problems) == ("\ufffd", None, [])


def test_the_same_row_twice_has_one_id_and_another_text_under_it_an_id_of_its_own() -> None:
    entries, _ = rows({"id": "a", "title": "x"}, {"id": "a", "title": "x"}, {"id": "a", "title": "y"})
    assert [entry.title for entry in entries] == ["x", "x", "y"]
    assert [entry.article_id == "a" for entry in entries] == [True, True, False]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_rows_and_texts_are_read_in_any_charset(encoding: str) -> None:
    assert read_rows('{"title": "Fähre"}'.encode(encoding), url="a.jsonl")[1][0].title == "Fähre"
    assert read_text("Fähre\rSie kam.".encode(encoding), url="a.txt")[1][0].title == "Fähre"


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("\n  A ferry is late  \nIt came.", "A ferry is late"),
        ("Shipping\n\nA ferry is late again\nIt came.", "A ferry is late again"),
        ("Shipping news today\nThe ferry came.", "Shipping news today"),
        ("w" * 200 + "\nIt came.", ""),
        ("w" * 199 + "\nIt came.", "w" * 199),
    ],
)
def test_the_first_short_line_of_a_text_that_is_no_label_is_its_title(text: str, title: str) -> None:
    _, (entry,) = read_text(text.encode(), url="file:///n/ferry%20one.txt")
    assert (entry.title, entry.article_id) == (title, "ferry one")


@pytest.mark.parametrize("data", [b"", b"\n \n", b"\xff\xfe", b"a\0b"])
def test_a_text_without_words_is_refused(data: bytes) -> None:
    with pytest.raises(FeedUnreadable):
        read_text(data, url="a.txt")


def test_the_kind_is_told_by_the_ending_and_by_the_first_element() -> None:
    assert kind_of("a.JSONL", b"") is SourceKind.ROWS
    assert kind_of("a.txt", b"") is SourceKind.TEXT
    assert kind_of("a", '<?xml version="1.0"?><!-- x --><opml>'.encode("utf-16")) is SourceKind.OPML
    assert kind_of("a", b"<rss><channel><title><![CDATA[<opml>]]></title></channel></rss>") is SourceKind.FEED
