"""The commands `topic …`: rules that say which stories are told, tried on the last week first."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.commands.rule_effects import effect_of
from digests import planning
from digests.filters import MAX_RULES, parse_rule
from digests.models import Subscription
from tests.bot.commands.newsdesk import (
    ADA,
    ECLIPSE,
    FEEDS,
    FLOOD,
    HOUR,
    MIA,
    MUSEUM,
    NOW,
    OLD,
    RIA,
    STRANGER,
    TRAIN,
    Newsdesk,
    an_article,
    keep,
    words_of,
)


def with_rules(desk: Newsdesk, *, include: Sequence[str] = (), exclude: Sequence[str] = ()) -> None:
    """Give the digest of the channel these rules."""

    def changed(now: Subscription) -> Subscription:
        return replace(now, include=tuple(include), exclude=tuple(exclude))

    planning.resubscribe("d7gs", changed, ledger=desk.database.ledger, now=NOW)


def rules_of(desk: Newsdesk) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return include and exclude as they are kept now."""
    subscription = desk.subscriber.subscription
    return subscription.include, subscription.exclude


# ---------------------------------------------------------------- include and exclude


def test_a_rule_is_counted_first_then_kept(desk: Newsdesk) -> None:
    first, last = desk.answers("topic include", ADA, rule='"Port Avery"')
    assert first.headline == 'Counting how many stories of the last 7 days match this rule: "Port Avery"'
    assert words_of(last) == (
        'From now on only stories that match this rule are included: "Port Avery"\n'
        "It matches 2 of 5 stories of the last 7 days.\n"
        "For example:\n"
        f"[{TRAIN}] Night train to Port Avery returns in May\n"
        f"[{MUSEUM}] Sundhavn museum shows the lost harbour maps"
    )
    assert rules_of(desk) == (('"Port Avery"',), ())


def test_what_a_rule_hides_is_said_in_the_language_of_the_reader(desk: Newsdesk) -> None:
    said = words_of(desk.ask("topic exclude", MIA, language="es", rule="eclipse"))
    assert said == (
        "A partir de ahora se omite lo que cumple esta regla: eclipse\n"
        "Omite 1 de las 5 noticias de los últimos 7 días.\n"
        "Por ejemplo:\n"
        f"[{ECLIPSE}] El eclipse llenó las playas de Faro Blanco"
    )
    assert rules_of(desk) == ((), ("eclipse",))


def test_the_other_languages_have_words_for_it(desk: Newsdesk) -> None:
    words = {"fr": "Désormais, ce qui répond", "de": "Ab jetzt bleibt weg", "it": "D’ora in poi è escluso"}
    for language, beginning in words.items():
        said = desk.ask("topic exclude", MIA, language=language, rule=f"Kellerau {language}").headline
        assert said.startswith(beginning)


def test_an_example_in_another_language_says_so(desk: Newsdesk) -> None:
    answer = desk.ask("topic exclude", MIA, rule="Kellerau")
    assert [(item.id, item.notes) for item in answer.stories] == [(FLOOD, ("in German",))]


def test_a_further_rule_is_one_of_several(desk: Newsdesk) -> None:
    with_rules(desk, include=["museum", "source:herald.example"])
    assert "one of 2 rules" in desk.ask("topic include", MIA, rule="/eclip?se/").headline
    said = desk.ask("topic include", MIA, rule="source:tagblatt.example").headline
    assert said == ("From now on only articles from the 2 sources named count. The new one: source:tagblatt.example")


def test_a_rule_of_a_source_or_language_says_how_many_articles_it_costs(desk: Newsdesk) -> None:
    said = words_of(desk.ask("topic exclude", MIA, rule="language:fr"))
    assert "It leaves out 0 of 5 stories of the last 7 days.\nIt leaves out 3 of 12 articles." in said
    assert "only articles in this language count" in desk.ask("topic include", MIA, rule="language:de").headline


def test_a_topic_is_tried_by_its_meaning(desk: Newsdesk) -> None:
    answer = desk.ask("topic include", MIA, rule="topic:night train Port Avery May ministry tickets")
    assert answer.stories[0].id == TRAIN
    assert answer.stories[0].headline == "Night train to Port Avery returns in May"


def test_a_rule_moves_from_the_other_list(desk: Newsdesk) -> None:
    with_rules(desk, exclude=["Museum", "harbour"])
    said = words_of(desk.ask("topic include", MIA, rule="museum"))
    assert "It was in the other list until now, and has been taken out of it." in said
    assert rules_of(desk) == (("museum",), ("harbour",))


def test_a_rule_that_is_there_is_not_kept_twice(desk: Newsdesk) -> None:
    with_rules(desk, include=["Museum"], exclude=["football"])
    assert "already exists and decides what is included" in words_of(desk.ask("topic include", MIA, rule="MUSEUM"))
    assert "already exists and decides what is left out" in words_of(desk.ask("topic exclude", MIA, rule="Football"))
    assert rules_of(desk) == (("Museum",), ("football",))


def test_there_can_be_no_more_than_so_many_rules(desk: Newsdesk) -> None:
    with_rules(desk, exclude=[f"word{number}" for number in range(MAX_RULES)])
    answer = desk.ask("topic exclude", MIA, rule="one more")
    assert answer.is_refused
    assert words_of(answer).startswith("There are already 100 rules")


def test_without_news_nothing_is_counted(desk: Newsdesk) -> None:
    desk.now = NOW + timedelta(days=30)
    assert "There was no story in the last 7 days to try it on." in words_of(
        desk.ask("topic exclude", MIA, rule="museum")
    )


NO_RULES = (
    "/(a+)+$",
    "/(unclosed/",
    "/.*/",
    "/((a{1,100}){1,100}){1,100}/",
    "/(?=ahead)/",
    "x" * 250,
    "lang:fr",
    'half "quoted',
    "source:",
    "rate, cut",
    "none",
    "…",
)


def test_what_is_no_rule_gets_one_sentence_and_changes_nothing(desk: Newsdesk) -> None:
    for rule in NO_RULES:
        [answer] = desk.answers("topic include", MIA, language="de", rule=rule)
        assert answer.is_refused
        assert "unser Fehler" not in words_of(answer)
    assert rules_of(desk) == ((), ())


def test_words_with_a_comma_want_quotation_marks(desk: Newsdesk) -> None:
    said = words_of(desk.ask("topic exclude", MIA, rule="rate, cut"))
    assert said == "Please put this in quotation marks, or write a rule for each part: rate, cut"
    desk.ask("topic exclude", MIA, rule='"rate, cut"')
    assert rules_of(desk) == ((), ('"rate, cut"',))


def test_an_expression_that_explodes_elsewhere_is_tried_in_its_turn(desk: Newsdesk) -> None:
    aaa = an_article("aaaa-en", "en", NOW - HOUR, "a" * 90_000, "a" * 90_000 + "!")
    keep(desk.database, {"aaaa": [aaa]})
    assert "It matches 0 of 6 stories" in words_of(desk.ask("topic include", MIA, rule="/^(a+)+$x?/"))


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rule=st.text(max_size=60))
def test_any_text_is_kept_as_a_rule_that_can_be_read_again_or_is_refused(desk: Newsdesk, rule: str) -> None:
    with_rules(desk)
    answer = desk.ask("topic exclude", MIA, rule=rule)
    _, kept = rules_of(desk)
    assert len(kept) == (not answer.is_refused)
    assert all(parse_rule(one) for one in kept)


# ---------------------------------------------------------------- what is counted


def test_a_story_is_judged_by_each_day_as_digests_do(desk: Newsdesk) -> None:
    days = [
        an_article("dd11-en", "en", NOW - 60 * HOUR, "Ferry strike begins", "The ferries stand still in all ports."),
        an_article("dd12-en", "en", NOW - 12 * HOUR, "Talks in Lindmark", "Both sides met in Lindmark."),
    ]
    keep(desk.database, {"dd11": days})
    rule = parse_rule("ferry")
    effect = effect_of(rule, tuple(f.url for f in FEEDS.values()), now=NOW, is_include=False, desk=desk.room.desk)
    assert effect.met == {"dd11": 1}


def test_a_mention_in_few_articles_hides_no_story(desk: Newsdesk) -> None:
    feeds = tuple(feed.url for feed in FEEDS.values())
    some = [
        an_article(f"ee1{n}-en", "en", NOW - n * HOUR, "Council meets", "A ferry came." if n == 1 else "Nothing else.")
        for n in range(1, 4)
    ]
    keep(desk.database, {"ee11": some})
    hidden = effect_of(parse_rule("ferry"), feeds, now=NOW, is_include=False, desk=desk.room.desk)
    told = effect_of(parse_rule("ferry"), feeds, now=NOW, is_include=True, desk=desk.room.desk)
    assert ("ee11" in hidden.met, "ee11" in told.met) == (False, True)


def test_only_the_sources_of_the_digest_and_a_week_count(desk: Newsdesk) -> None:
    effect = effect_of(
        parse_rule("library"), desk.subscriber.subscription.feeds, now=NOW, is_include=True, desk=desk.room.desk
    )
    assert effect.stories == {TRAIN, FLOOD, MUSEUM, ECLIPSE, OLD}
    assert not effect.met
    assert effect_of(parse_rule("library"), [], now=NOW, is_include=True, desk=desk.room.desk).stories == set()


def test_a_digest_of_all_feeds_is_tried_on_all(desk: Newsdesk) -> None:
    planning.resubscribe("d7gs", lambda now: replace(now, feeds=()), ledger=desk.database.ledger, now=NOW)
    assert "It leaves out 1 of 6 stories" in words_of(desk.ask("topic exclude", MIA, rule="library"))


# ---------------------------------------------------------------- list and remove


def test_rules_are_listed_with_numbers_through_both_lists(desk: Newsdesk) -> None:
    assert desk.ask("topic list", MIA).headline.startswith("This digest has no rules.")
    with_rules(desk, include=["museum", "topic:railways"], exclude=["/foot(ball)?/"])
    assert words_of(desk.ask("topic list", MIA)) == (
        "3 rules\nOnly this is included\n1. museum\n2. topic:railways\nThis is left out\n3. /foot(ball)?/"
    )
    assert words_of(desk.ask("topic list", MIA, language="it")) == (
        "3 regole\nSolo questo è incluso\n1. museum\n2. topic:railways\nQuesto è escluso\n3. /foot(ball)?/"
    )


def test_a_long_list_is_cut(desk: Newsdesk) -> None:
    with_rules(desk, exclude=[f"word{number}" for number in range(60)])
    answer = desk.ask("topic list", MIA)
    assert len(answer.sections[0].lines) == 26
    assert answer.sections[0].lines[-1].text.startswith("… and 35 more.")


@pytest.mark.parametrize("typed", ["football", "Football", "3"])
def test_a_rule_is_removed_by_its_words_or_its_number(desk: Newsdesk, typed: str) -> None:
    with_rules(desk, include=["museum", "harbour"], exclude=["football"])
    answer = desk.ask("topic remove", MIA, rule=typed)
    assert words_of(answer) == "This rule is gone: football\nNo rule leaves anything out any more."
    assert rules_of(desk) == (("museum", "harbour"), ())


def test_a_rule_that_is_a_number_is_meant_before_the_place(desk: Newsdesk) -> None:
    with_rules(desk, exclude=["2", "football"])
    desk.ask("topic remove", MIA, rule="2")
    assert rules_of(desk) == ((), ("football",))


def test_without_the_last_include_rule_all_is_told(desk: Newsdesk) -> None:
    with_rules(desk, include=["museum", "harbour"])
    assert "1 rule is left for what is included." in words_of(desk.ask("topic remove", MIA, rule="harbour"))
    said = words_of(desk.ask("topic remove", MIA, language="fr", rule="museum"))
    assert said == "Cette règle n’existe plus\u00a0: museum\nPlus aucune règle ne limite ce qui est retenu."


@pytest.mark.parametrize(("typed", "said"), [("fotball", "Did you mean football?"), ("9", "no rule “9”"), ("0", "“0”")])
def test_a_rule_that_is_not_there_is_not_removed(desk: Newsdesk, typed: str, said: str) -> None:
    with_rules(desk, exclude=["football"])
    answer = desk.ask("topic remove", MIA, rule=typed)
    assert answer.is_refused
    assert said in words_of(answer)
    assert rules_of(desk) == ((), ("football",))


@pytest.mark.parametrize(
    ("rule", "typed"),
    [("Football", "fotball"), ('topic:"world football"', "word footbal"), ("topic:Ski", "skii"),
     ('"Rate Cut"', "ratecut"), ("/climate/", "climat"), ("source:herald.example", "herlad.example")],
)  # fmt: skip
def test_a_rule_is_found_by_what_is_nearly_its_name(desk: Newsdesk, rule: str, typed: str) -> None:
    with_rules(desk, include=[rule])
    assert f"Did you mean {rule}?" in words_of(desk.ask("topic remove", MIA, rule=typed))


def test_readers_and_strangers_change_no_rules(desk: Newsdesk) -> None:
    for command in ("include", "exclude", "remove", "list"):
        options: dict[str, Any] = {} if command == "list" else {"rule": "museum"}
        assert all(desk.ask(f"topic {command}", person, **options).is_refused for person in (RIA, STRANGER))
    assert rules_of(desk) == ((), ())
