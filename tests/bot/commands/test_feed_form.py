"""The window of the sources: some come, some go, at once or not at all."""

from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.commands.answers import Answer, Form
from bot.commands.feed_form import hash_of
from bot.texts import LANGUAGES, texts_for
from digests.errors import FetchFailed
from digests.models import Answer as Fetched
from digests.models import Feed, FollowedFeed
from tests.bot.commands.fed import ALL, HERALD, feeds_of, followed, with_feeds
from tests.bot.commands.newsdesk import ELSEWHERE, FEEDS, MIA, NOW, Newsdesk, NoNetwork, words_of
from tests.bot.commands.test_hostile import NASTY

POST, LIST = "https://post.example/rss", "https://lists.example/all.opml"
RSS = (
    b'<rss version="2.0"><channel><title>Evening Post</title><item><title>Rain in Port Avery</title>'
    b"<link>https://post.example/1</link></item></channel></rss>"
)


class SmallNetwork(NoNetwork):
    """One address that answers."""

    async def fetch(self, url: str, **_: Any) -> Fetched:
        if url != POST:
            raise FetchFailed(url, "the server answered 404 (nothing is there)", status=404)
        return Fetched(url=url, body=RSS)


@pytest.fixture
def online(desk: Newsdesk) -> Newsdesk:
    desk.fetcher = SmallNetwork()
    desk.open()
    return desk


def sent(desk: Newsdesk, *, add: Sequence[str] = (), remove: Sequence[str] = (), language: str = "en") -> Answer:
    chosen = "\n".join(hash_of(url) for url in remove)
    return desk.ask("feed", MIA, language=language, add="\n".join(add), remove=chosen)


def form_of(desk: Newsdesk) -> Form:
    form = desk.ask("feed", MIA).form
    assert form is not None
    return form


# ---------------------------------------------------------------- what stands in it


def test_the_sources_to_choose_from_are_named_by_title_and_publisher(desk: Newsdesk) -> None:
    add, remove = form_of(desk).fields
    assert (add.value, remove.value, remove.takes_several) == ("", "", True)
    assert add.hint == "Addresses of feeds or sites, one per line"
    assert [choice.label for choice in remove.choices] == [
        "Courrier du Port · courrier.example",
        "Diario del Faro · diario.example",
        "Gazzetta del Molo · gazzetta.example",
        "Kellerauer Tagblatt · tagblatt.example",
        "Lindmark Herald · herald.example",
    ]
    assert remove.choices[-1].value == hash_of(HERALD)


def test_of_more_sources_than_a_menu_takes_the_others_are_counted(desk: Newsdesk) -> None:
    many = [Feed(url=f"https://n{number}.example/rss", title=f"N {number}") for number in range(130)]
    desk.database.store.save_followed(
        FollowedFeed(feed=feed, location=feed.url, followed_at=NOW, next_fetch_at=NOW) for feed in many
    )
    with_feeds(desk, [feed.url for feed in many])
    remove = form_of(desk).fields[1]
    assert len({choice.value for choice in remove.choices}) == 100
    assert remove.hint.startswith("30 more sources are not shown here")


def test_a_digest_of_all_feeds_says_that_a_change_gives_it_a_list_of_its_own(online: Newsdesk) -> None:
    with_feeds(online, ())
    add, remove = form_of(online).fields
    assert "any change gives it a list of its own" in add.hint
    assert len(remove.choices) == 6
    assert "From now on it has a list of its own." in words_of(sent(online, remove=[HERALD]))
    assert set(feeds_of(online)) == {*ALL, ELSEWHERE.url} - {HERALD}


# ---------------------------------------------------------------- what is done


def test_sources_come_and_go_at_once(online: Newsdesk) -> None:
    answer = sent(online, add=[POST, ELSEWHERE.url], remove=[HERALD, FEEDS["de"].url])
    assert words_of(answer) == (
        "The sources have been changed.\nIt has 5 feeds.\nNew feeds are read within the next few minutes; until then "
        "there may be nothing to report.\nAdded\nEvening Post\nElsewhere\nRemoved\nLindmark Herald\nKellerauer Tagblatt"
    )
    assert feeds_of(online) == (*(FEEDS[language].url for language in ("fr", "it", "es")), POST, ELSEWHERE.url)
    assert not followed(online)[POST].is_shared
    assert HERALD in followed(online)  # others go on reading it


def test_one_address_that_gives_no_feed_leaves_all_as_it_was(online: Newsdesk) -> None:
    answer = sent(online, add=[POST, "https://gone.example"], remove=[HERALD])
    assert answer.is_refused
    assert "gone.example" in words_of(answer)
    both = words_of(sent(online, add=["https://gone.example", "off.example", POST], language="de"))
    assert both.startswith(
        "Es wurde nichts geändert: 2 Adressen haben keinen Feed, darunter https://gone.example und "
        "https://off.example. Zur ersten: "
    )
    typed = sent(online, add=["lemonde", POST])
    assert "lemonde" in words_of(typed)
    assert feeds_of(online) == ALL
    assert POST not in followed(online)


def test_what_is_a_source_already_or_none_any_more_is_said(online: Newsdesk) -> None:
    assert sent(online, add=[HERALD]).headline == (
        "All of them were sources of this digest already. Nothing was changed."
    )
    assert words_of(sent(online)).startswith("Write an address to add, or choose a source to remove.")
    assert "is not a source of this digest any more" in words_of(sent(online, remove=[POST]))
    assert feeds_of(online) == ALL


def test_a_digest_keeps_a_source_and_has_no_more_than_five_hundred(online: Newsdesk) -> None:
    assert "this would leave none" in words_of(sent(online, remove=ALL))
    assert not sent(online, add=[POST], remove=ALL).is_refused
    assert feeds_of(online) == (POST,)
    many = tuple(f"https://n{number}.example/rss" for number in range(500))
    with_feeds(online, many)
    assert "at most 500 sources" in words_of(sent(online, add=[HERALD]))
    assert not sent(online, add=[HERALD], remove=many[:1]).is_refused
    assert feeds_of(online) == (*many[1:], HERALD)


@settings(max_examples=25, suppress_health_check=list(HealthCheck))
@given(
    st.one_of(st.sampled_from(NASTY), st.text(max_size=60)),
    st.one_of(st.sampled_from(NASTY), st.just(hash_of(HERALD)), st.text(max_size=30)),
    st.sampled_from(LANGUAGES),
)
def test_whatever_comes_back_is_done_or_refused_with_nothing_changed(
    online: Newsdesk, add: str, remove: str, language: str
) -> None:
    answer = online.ask("feed", MIA, language=language, add=add, remove=remove)
    assert texts_for(language).say("our-mistake") not in words_of(answer)
    if answer.is_refused:
        assert len(answer.lines) == 1
        assert feeds_of(online) == ALL
    with_feeds(online, ALL)
