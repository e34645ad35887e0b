"""Which entries are news: whatever a feed does to guids, dates, addresses and texts, an article is told once."""

from collections.abc import Iterable
from dataclasses import replace
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digests.models import Entry
from tests.digests.remembered import (
    DAY,
    DOCUMENT,
    FAMILY,
    HOUR,
    LONG,
    NOW,
    STRANGER,
    Judged,
    Memory,
    entry,
    text_hash,
    title_hash,
)


@pytest.fixture
def memory() -> Memory:
    """One that knows the document, every entry as an article."""
    memory = Memory()
    assert memory.fetch(DOCUMENT).new == tuple(DOCUMENT)
    return memory


def guids(entries: Iterable[Entry]) -> list[str]:
    return [entry.guid for entry in entries]


# ---------------------------------------------------------------- the same again


def test_the_same_document_again_is_nothing_to_do(memory: Memory) -> None:
    assert memory.fetch(DOCUMENT) == Judged(new=(), edited=(), seen=())


def test_what_is_still_carried_is_noted_once_a_day(memory: Memory) -> None:
    later = NOW + DAY
    assert [item.seen_at for item in memory.fetch(DOCUMENT, now=later).seen] == [later] * 8
    assert not memory.fetch(DOCUMENT, now=later + HOUR).seen


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda old: {"published_at": NOW}, id="dates"),
        pytest.param(lambda old: {"published_at": None}, id="dates gone"),
        pytest.param(lambda old: {"guid": f"new {old.guid}"}, id="guids"),
        pytest.param(lambda old: {"guid": f"new {old.guid}", "published_at": NOW}, id="guids and dates"),
        pytest.param(lambda old: {"url": f"{old.url}?utm_source=rss&utm_id=7"}, id="tracking"),
        pytest.param(lambda old: {"url": f"{old.url}?session=7"}, id="sessions"),
        pytest.param(lambda old: {"url": f"{old.url}?utm_id=7", "guid": f"{old.url}?utm_id=7"}, id="tracking in guids"),
        pytest.param(lambda old: {"url": old.url.replace("https", "http")}, id="http"),
        pytest.param(lambda old: {"url": old.url.replace("https", "http"), "guid": old.url}, id="http, other guids"),
        pytest.param(lambda old: {"url": f"https://www.paper.example/a/{old.guid[-1]}", "guid": old.url}, id="paths"),
        pytest.param(lambda old: {"url": None, "guid": old.title}, id="addresses gone"),
        pytest.param(lambda old: {"content": f"<div>{old.content.upper()}!</div>"}, id="markup"),
    ],
)
def test_nothing_is_news_or_edited_when_a_feed_changes(memory: Memory, change: object) -> None:
    changed = [replace(old, **change(old)) for old in DOCUMENT]  # type: ignore[operator]
    for _ in range(2):
        verdicts = memory.fetch(changed)
        assert (verdicts.new, verdicts.edited) == ((), ())
    for old, new in zip(DOCUMENT, changed, strict=True):
        assert memory.article_of(new.guid) == memory.article_of(old.guid)


def test_guids_that_are_new_on_each_fetch_make_no_news_and_edits_are_still_seen(memory: Memory) -> None:
    for fetch in range(5):
        verdicts = memory.fetch([replace(old, guid=f"{fetch} {old.guid}") for old in DOCUMENT])
        assert (verdicts.new, verdicts.edited) == ((), ())
    edited = [replace(old, guid=f"again {old.guid}", title=f"{old.title} again") for old in DOCUMENT[:1]]
    assert [item.article_id for _, item in memory.fetch(edited).edited] == ["The Paper: guid 0"]
    assert memory.fetch([replace(edited[0], guid="once more")]).edited == ()


def test_new_addresses_guids_and_texts_at_once_are_no_news_while_the_titles_are_known(memory: Memory) -> None:
    changed = [replace(old, guid=f"new {old.guid}", url=f"{old.url}/new", content="") for old in DOCUMENT]
    verdicts = memory.fetch([*changed, entry(100)])
    assert guids(verdicts.new) == ["guid 100"]
    assert memory.article_of("new guid 3") == memory.article_of("guid 3")


# ---------------------------------------------------------------- edits


@pytest.mark.parametrize(
    "change", [{"title": "Ferry sinks"}, {"content": "<p>It came back.</p>"}, {"url": "https://paper.example/moved"}]
)
def test_an_edit_is_a_new_version_of_its_article(memory: Memory, change: dict[str, str]) -> None:
    edited = replace(DOCUMENT[2], **change)  # type: ignore[arg-type]
    verdicts = memory.fetch([*DOCUMENT[:2], edited, *DOCUMENT[3:]])
    assert [(new, item.article_id) for new, item in verdicts.edited] == [(edited, "The Paper: guid 2")]
    assert not verdicts.new
    assert memory.fetch([edited]) == Judged(new=(), edited=(), seen=())


def test_another_feeds_version_is_no_edit(memory: Memory) -> None:
    other = replace(DOCUMENT[0], guid="x", title="In other words", content="Other words.")
    verdicts = memory.fetch([other], feed=STRANGER)
    assert (verdicts.new, verdicts.edited) == ((), ())
    assert memory.article_of("x", STRANGER) == "The Paper: guid 0"


# ---------------------------------------------------------------- one article, several entries


def test_the_same_entry_twice_in_a_document_is_one() -> None:
    memory = Memory()
    assert memory.fetch([entry(1), entry(1), entry(2)]).new == (entry(1), entry(2))


def test_the_same_text_under_two_addresses_of_a_publisher_is_one_article() -> None:
    memory = Memory()
    twin = entry(1, guid="twin", url="https://amp.paper.example/2026/1")
    assert guids(memory.fetch([entry(1), twin]).new) == ["guid 1"]
    assert not memory.fetch([twin, entry(1)]).new
    assert memory.article_of("twin") == memory.article_of("guid 1")


def test_the_same_text_in_two_feeds_of_a_family_is_one_article_and_in_a_strangers_another(memory: Memory) -> None:
    here = replace(DOCUMENT[0], guid="x", url="https://sport.paper.example/1")
    there = replace(DOCUMENT[0], guid="x", url="https://gazette.example/1")
    assert not memory.fetch([here], feed=FAMILY).new
    assert memory.article_of("x", FAMILY) == memory.article_of("guid 0")
    assert memory.fetch([there], feed=STRANGER).new == (there,)


def test_one_address_in_two_feeds_is_one_article(memory: Memory) -> None:
    assert not memory.fetch([replace(DOCUMENT[0], guid="x", content="See there.")], feed=STRANGER).new


# ---------------------------------------------------------------- what is no identity


@pytest.mark.parametrize("url", ["https://paper.example/live", "https://paper.example/news", "https://paper.example"])
def test_one_address_for_all_entries_is_nobodys(url: str) -> None:
    memory = Memory()
    assert len(memory.fetch([entry(number, url=url) for number in range(4)]).new) == 4
    assert len(memory.fetch([entry(number, url=url) for number in range(2, 6)]).new) == 2


@pytest.mark.parametrize("url", ["https://paper.example/news", "https://paper.example/", "https://other.example"])
def test_a_front_page_is_nobodys_address_even_for_one_entry(url: str) -> None:
    memory = Memory()
    assert memory.fetch([entry(1, url=url)]).new
    assert memory.fetch([entry(2, url=url)]).new


def test_a_query_on_the_front_page_is_an_address() -> None:
    memory = Memory()
    assert memory.fetch([entry(1, url="https://paper.example/?p=1")]).new
    assert not memory.fetch([entry(1, guid="x", content="", url="https://paper.example/?p=1")]).new


def test_a_text_that_entries_of_several_titles_share_is_nobodys() -> None:
    boilerplate = "Subscribe to read this article and all the others that we print. " * 15
    document = [entry(number, content=boilerplate) for number in range(4)]
    memory = Memory()
    assert len(memory.fetch(document[:3]).new) == 3
    assert guids(memory.fetch(document).new) == ["guid 3"]


def test_short_texts_are_no_identity() -> None:
    memory = Memory()
    assert memory.fetch([entry(1, title="Weather", content="Rain.")]).new
    assert memory.fetch([entry(2, title="Weather", content="Rain.")]).new


def test_recurring_titles_stay_news() -> None:
    memory = Memory()
    forecasts = [entry(number, title="Weather in the harbour today") for number in range(12)]
    assert len(memory.fetch(forecasts[6:]).new) == 6
    for number in range(5, -1, -1):
        assert guids(memory.fetch(forecasts[number : number + 6]).new) == [f"guid {number}"]


def test_a_whole_new_document_of_recurring_titles_is_news() -> None:
    memory = Memory()
    forecasts = [entry(number, title="Weather in the harbour today") for number in range(12)]
    memory.fetch(forecasts[6:])
    assert len(memory.fetch(forecasts[:6]).new) == 6


def test_some_known_titles_among_others_are_news(memory: Memory) -> None:
    again = [entry(20 + number, title=DOCUMENT[number].title) for number in range(3)]
    assert len(memory.fetch([*again, *(entry(number) for number in range(30, 34))]).new) == 7


# ---------------------------------------------------------------- history


def test_of_a_first_round_only_the_last_days_entries_are_news() -> None:
    memory = Memory()
    dates = [NOW + HOUR, NOW, NOW - 23 * HOUR, NOW - 25 * HOUR, None, NOW + 30 * DAY]
    document = [entry(number, published_at=date) for number, date in enumerate(dates)]
    verdicts = memory.fetch(document, is_first_round=True)
    assert guids(verdicts.new) == ["guid 0", "guid 1", "guid 2", "guid 5"]
    assert [item.article_id for item in verdicts.seen] == [None] * 2
    assert not memory.fetch(document).new


def test_history_stays_history_under_a_new_guid_and_after_an_edit() -> None:
    memory = Memory()
    old = entry(1, published_at=NOW - 3 * DAY)
    memory.fetch([old], is_first_round=True)
    for again in (replace(old, guid="x"), replace(old, title="Edited", content="Edited."), replace(old, url=None)):
        verdicts = memory.fetch([replace(again, published_at=NOW)])
        assert (verdicts.new, verdicts.edited) == ((), ())


def test_after_a_long_sleep_a_feeds_old_entries_are_history_and_undated_ones_news(memory: Memory) -> None:
    later = NOW + 40 * DAY
    dates = [later - HOUR, later - 13 * DAY, later - 15 * DAY, None]
    verdicts = memory.fetch([entry(50 + number, published_at=date) for number, date in enumerate(dates)], now=later)
    assert guids(verdicts.new) == ["guid 50", "guid 51", "guid 53"]
    assert [item.guid for item in verdicts.seen] == ["guid 52"]


def test_an_entry_that_breaks_the_reading_is_tried_twice() -> None:
    memory = Memory()
    broken = frozenset({"guid 1"})
    assert memory.fetch([entry(1)], broken=broken).new
    assert memory.fetch([entry(1)], broken=broken).new
    assert not memory.fetch([entry(1)], broken=broken).new
    assert not memory.fetch([entry(1, title="Edited")]).new


def test_an_entry_that_broke_the_reading_once_may_succeed() -> None:
    memory = Memory()
    memory.fetch([entry(1)], broken=frozenset({"guid 1"}))
    assert memory.fetch([entry(1)]).new
    assert memory.article_of("guid 1") == "The Paper: guid 1"


# ---------------------------------------------------------------- dressed anew


def test_a_short_item_whose_link_changes_its_query_and_its_guid_is_the_same() -> None:
    memory = Memory()
    for session in range(3):
        item_ = Entry(guid=f"{session}", title="Ferry back on Thursday", url=f"https://paper.example/1?sid={session}")
        assert len(memory.fetch([item_]).new) == (session == 0)


def test_a_short_item_without_link_whose_guid_changes_is_the_same() -> None:
    memory = Memory()
    for guid in "abc":
        assert len(memory.fetch([Entry(guid=guid, title="Ferry back on Thursday")]).new) == (guid == "a")


def test_one_long_text_under_two_headings_is_one_article_and_under_many_it_is_none_of_theirs() -> None:
    text = f"<p>{LONG * 20}</p>"
    twice = [entry(number, content=text) for number in range(2)]
    assert guids(Memory().fetch(twice).new) == ["guid 0"]
    assert len(Memory().fetch([entry(number, content=text) for number in range(5)]).new) == 5


def test_titles_that_recur_over_new_texts_are_news_however_many() -> None:
    memory = Memory()
    for day in range(3):
        towns = [
            entry(
                town,
                guid=f"{day}-{town}",
                url=f"https://paper.example/{day}/{town}",
                title=f"The weather in town {town}",
                content=f"<p>{LONG} Day {day}, {town} degrees.</p>",
            )
            for town in range(6)
        ]
        assert len(memory.fetch(towns).new) == 6


# ---------------------------------------------------------------- who may speak for whom


def test_what_a_publishers_own_feed_says_goes_before_what_others_said_at_its_address() -> None:
    memory = Memory()
    forged = entry(1, guid="forged", title="Ferry sinks with all aboard", content="<p>It is not true at all.</p>")
    assert memory.fetch([forged], feed=STRANGER).new
    verdicts = memory.fetch([entry(1)])
    assert [(new.guid, item.article_id) for new, item in verdicts.edited] == [("guid 1", "The Gazette: forged")]
    assert not memory.fetch([forged], feed=STRANGER).edited


def test_what_others_say_at_a_publishers_address_changes_nothing(memory: Memory) -> None:
    forged = entry(1, guid="forged", title="Ferry sinks with all aboard")
    verdicts = memory.fetch([forged], feed=STRANGER)
    assert not verdicts.new
    assert not verdicts.edited
    assert memory.article_of("forged", STRANGER) == memory.article_of("guid 1")


def test_what_was_history_to_one_feed_may_be_news_to_another() -> None:
    memory = Memory()
    memory.fetch([entry(1, guid="old", published_at=None)], feed=STRANGER, is_first_round=True)
    assert memory.fetch([entry(1)]).new


# ---------------------------------------------------------------- hashes


def test_markup_case_and_punctuation_are_no_difference() -> None:
    one = Entry(guid="1", title="Rain &amp; sun", content="<p class='a'>In <b>Paris</b>.</p>")
    two = Entry(guid="2", title="<i>RAIN</i> & Sun", content="in Paris!")
    assert (text_hash(one), title_hash(one)) == (text_hash(two), title_hash(two))
    assert text_hash(one) != text_hash(replace(two, title="Rain"))
    assert len(text_hash(one)) == len(title_hash(one)) == 32


def test_what_stands_in_plain_text_is_no_markup() -> None:
    one = Entry(guid="1", title="a <b> c", is_html=False)
    assert title_hash(one) != title_hash(replace(one, is_html=True))


@pytest.mark.parametrize(
    "text", ["<" * 2_000_000, "<a " * 700_000, "&" * 2_000_000, "&lt;" * 500_000, "\u0301" * 10**6]
)
def test_hostile_markup_is_hashed_at_once(text: str) -> None:
    assert text_hash(Entry(guid="1", title=text, content=text))


# ---------------------------------------------------------------- any document

words = st.sampled_from(["", "Rain", "Fog in the harbour", "\ud800", LONG, LONG * 8])
documents = st.lists(
    st.builds(
        Entry,
        guid=st.sampled_from("abcdefgh"),
        title=words,
        content=words,
        is_html=st.booleans(),
        url=st.sampled_from(
            [None, "", "https://paper.example/", *(f"https://{host}.example/{path}" for host in "xy" for path in "12")]
        ),
        source_url=st.sampled_from([None, "https://agency.example"]),
        published_at=st.sampled_from([None, NOW, NOW - HOUR, NOW - 9 * DAY, NOW - 90 * DAY, NOW + 9 * DAY]),
    ),
    max_size=8,
    unique_by=lambda entry: entry.guid,  # as read_feed promises, but for entries that are wholly the same
).map(lambda entries: entries + entries[:2])


@given(documents, st.randoms(use_true_random=False), st.booleans())
def test_no_document_brings_the_same_news_twice_in_any_order(
    document: list[Entry], random: Random, is_first_round: bool
) -> None:
    memory = Memory()
    first = memory.fetch(document, is_first_round=is_first_round)
    assert len(set(guids(first.new))) == len(first.new)
    for _ in range(3):
        random.shuffle(document)
        assert not memory.fetch(document).new


@given(documents, documents)
def test_every_entry_is_judged_once(before: list[Entry], after: list[Entry]) -> None:
    memory = Memory()
    memory.fetch(before, is_first_round=True)
    verdicts = memory.judge(after)
    judged_guids = [*guids(verdicts.new), *guids(new for new, _ in verdicts.edited), *(i.guid for i in verdicts.seen)]
    assert len(judged_guids) == len(set(judged_guids))
    assert set(judged_guids) <= set(guids(after))
    assert all(item.article_id for _, item in verdicts.edited)
