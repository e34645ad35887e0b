"""What is muted: how it is written, and when it counts."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digests.errors import BadRequest
from digests.filters import Kind
from digests.models import Mute
from digests.mutes import in_force, mute_rules, muted_by, muted_story, read_mute, write_mute

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("written", "rule"),
    [
        ("story:k7qm", "story:k7qm"),
        (" Story : K7QM ", "story:k7qm"),
        ("source:Paper.Example", "source:paper.example"),
        ("SOURCE: https://www.paper.example/", "source:paper.example"),
        ("source:The  Paper", "source:the paper"),
        ('source:"The Post, Morning"', 'source:"the post, morning"'),
        ("topic: natural   Disasters", "topic:natural Disasters"),
        ("topic:„war, peace“", 'topic:"war, peace"'),
        ('topic:"war until 2026-12-01"', 'topic:"war until 2026-12-01"'),
    ],
)
def test_what_is_muted_is_kept_in_one_way(written: str, rule: str) -> None:
    assert muted_by(written) == muted_by(rule) == rule


@pytest.mark.parametrize(
    "written", ["", "football", "language:fr", "story:", "story:a", "story:k7qm9xx", "topic:", "source:-", "/x/", '"a"']
)
def test_what_is_no_story_source_or_topic_cannot_be_muted(written: str) -> None:
    with pytest.raises(BadRequest):
        muted_by(written)


@pytest.mark.parametrize(
    ("written", "until"),
    [
        ("topic:chess", None),
        ("topic:chess until 2026-12-01", datetime(2026, 12, 1, tzinfo=UTC)),
        ("topic:chess  UNTIL  2026-12-01t08:30z", datetime(2026, 12, 1, 8, 30, tzinfo=UTC)),
        ("topic:chess until 2026-12-01T08:30+02:00", datetime(2026, 12, 1, 6, 30, tzinfo=UTC)),
    ],
)
def test_a_date_without_a_zone_is_meant_in_utc(written: str, until: datetime | None) -> None:
    mute = read_mute(written)
    assert mute == Mute(rule="topic:chess", until=until)
    assert read_mute(write_mute(mute)) == mute


@pytest.mark.parametrize("date", ["2026-13-01", "0001-01-01T00:00+14:00", "9999-12-31T23:59-14:00", "2026-12-01T25:00"])
def test_a_date_that_is_none_is_refused(date: str) -> None:
    with pytest.raises(BadRequest, match="is no time"):
        read_mute(f"topic:chess until {date}")


@settings(max_examples=50)
@given(st.text() | st.text(':storyucepiltn "“,-0123456789T', max_size=40))
def test_whatever_is_written_is_refused_or_read_as_itself_again(text: str) -> None:
    try:
        mute = read_mute(text)
    except BadRequest:
        return
    assert read_mute(write_mute(mute)) == mute


def test_what_is_muted_counts_until_its_date() -> None:
    story = Mute(rule="story:k7qm", until=NOON)
    source = Mute(rule="source:paper.example")
    assert in_force([story, source], NOON - timedelta(minutes=1)) == (story, source)
    assert in_force([story, source], NOON) == (source,)
    assert (muted_story(story), muted_story(source)) == ("k7qm", None)
    [rule] = mute_rules([story, source])
    assert (rule.kind, rule.wanted, rule.written) == (Kind.SOURCE, "paper.example", "muted source:paper.example")
