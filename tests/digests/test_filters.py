from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digests.errors import BadRequest
from digests.filters import (
    ENOUGH,
    MAX_CHARACTERS,
    MAX_RULES,
    Kind,
    kept_articles,
    matches,
    parse_rule,
    parse_rules,
    story_verdict,
)
from digests.models import Article
from tests.digests.examples import an_article

NO_TOPIC: dict[str, float] = {}


def meets(rule: str, text: str) -> bool:
    return matches(parse_rule(rule), an_article(text=text))


# ---------------------------------------------------------------- how rules are written


@pytest.mark.parametrize(
    ("written", "kind", "wanted"),
    [
        ("climate", Kind.WORDS, "climate"),
        ("  New   York ", Kind.WORDS, "new york"),
        ('"Rate cut"', Kind.PHRASE, "rate cut"),
        ('" Rate  cut "', Kind.PHRASE, "rate cut"),
        ("“Rate cut”", Kind.PHRASE, "rate cut"),
        ("„Leitzins sinkt“", Kind.PHRASE, "leitzins sinkt"),
        ("« taux directeur »", Kind.PHRASE, "taux directeur"),
        ("»Rente«", Kind.PHRASE, "rente"),
        ('"source:paper"', Kind.PHRASE, "source:paper"),
        ("/rate (cut|rise)s?/", Kind.REGEX, "rate (cut|rise)s?"),
        ("/rate/i", Kind.REGEX, "rate"),
        ("source:paper.example", Kind.SOURCE, "paper.example"),
        ("Source: The Paper", Kind.SOURCE, "the paper"),
        ("source:https://www.Paper.example/", Kind.SOURCE, "paper.example"),
        ("source:https://paper.example/Rss?a=1", Kind.SOURCE, "https://paper.example/Rss?a=1"),
        ('source:"paper.example"', Kind.SOURCE, "paper.example"),
        ("source:zürich.example", Kind.SOURCE, "xn--zrich-kva.example"),
        ("LANGUAGE:pt-BR", Kind.LANGUAGE, "pt-BR"),
        ("topic: natural disasters", Kind.TOPIC, "natural disasters"),
        ('topic:"natural disasters"', Kind.TOPIC, "natural disasters"),
        ("topic:地震", Kind.TOPIC, "地震"),
        ("Live: the final", Kind.WORDS, "final live: the"),
        ("12:30", Kind.WORDS, "12:30"),
        ("€", Kind.WORDS, "€"),
    ],
)
def test_a_rule_is_read_as_it_is_meant(written: str, kind: Kind, wanted: str) -> None:
    rule = parse_rule(written)
    assert (rule.kind, rule.wanted) == (kind, wanted)


@pytest.mark.parametrize(
    ("written", "clause"),
    [
        ("", "is empty"),
        (" \n ", "is empty"),
        ('"', "does not close it"),
        ('"rate cut', "does not close it"),
        ("«taux", "does not close it"),
        ('""', "has no word"),
        ('"a" "b"', "quotes within quotes"),
        ('the "rate cut"', "partly in quotes"),
        ("!!!", "has no word"),
        ("\ud800", "has no word"),
        ("/", "does not close it"),
        ("/rate", "does not close it"),
        ("//", "matches everything"),
        ("/.*/", "matches everything"),
        ("/./", "matches everything"),
        (r"/\w+/", "matches everything"),
        ("/[a-z]/", "matches everything"),
        ("/rate|/", "matches everything"),
        ("/(rate/", "missing )"),
        ("/(?=rate)/", "cannot look ahead or behind"),
        ("/(?<!un)fair/", "cannot look ahead or behind"),
        (r"/(a)\1/", "cannot refer back"),
        (r"/\bклимат/", "by a letter beyond a to z"),
        (r"/santé\b/", "by a letter beyond a to z"),
        (r"/\pL{20}x/", "too complicated"),
        ("/(((a{100}){100}){100})/", "repetition"),
        ("source:", "source: stands alone"),
        ("source: .", "source: stands alone"),
        ("topic:", "topic: stands alone"),
        ('topic:""', "topic: stands alone"),
        ("language:", "no language code"),
        ("language:French", "no language code"),
        ("language:und", "no language code"),
        ("lang:fr", "no kind of rule"),
        ("x" * (MAX_CHARACTERS + 1), "longer than 200 characters"),
    ],
)
def test_what_is_no_rule_is_refused_with_a_sentence(written: str, clause: str) -> None:
    with pytest.raises(BadRequest) as refused:
        parse_rule(written)
    assert clause in str(refused.value)
    assert "\n" not in str(refused.value)


def test_an_expression_that_is_none_says_so_only_in_the_refusal(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(BadRequest):
        parse_rule("/(/")
    assert capfd.readouterr() == ("", "")


def test_a_rule_counts_once_however_it_is_written() -> None:
    rules = parse_rules(["New York", "york NEW", '"a b"', "“A  B”", "new york"])
    assert [rule.written for rule in rules] == ["New York", '"a b"']


def test_there_are_no_more_than_a_hundred_rules() -> None:
    assert len(parse_rules(f"word{n}" for n in range(MAX_RULES))) == MAX_RULES
    with pytest.raises(BadRequest, match="101 rules are too many"):
        parse_rules(f"word{n}" for n in range(MAX_RULES + 1))


@given(st.text())
def test_any_text_is_a_rule_or_is_refused(written: str) -> None:
    try:
        rule = parse_rule(written)
    except BadRequest:
        return
    assert parse_rule(rule.written) == rule


# ---------------------------------------------------------------- words, phrases, expressions


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        ("climate", "The CLIMATE, again."),
        ("climate", "climate"),
        ("Élysée", "l’Élysée se tait"),
        ("l'Iran", "De l’Iran, rien."),
        ("straße", "DIE STRASSE IST ZU"),
        ("New York", "York has a new mayor"),
        ("ﬁnance", "Finance ministers met."),
        ("e\u0301tat", "L'État"),
        ("istanbul", "İstanbul"),
        ("C++", "C++ at forty"),
        ("AT&T", "AT&T sells"),
        ("café", "Nobody was in the Ca\xadfé."),
        ("地震", "昨日の地震で三人"),
        ("삼성", "삼성은 오늘"),
        ("แผ่นดินไหว", "เกิดแผ่นดินไหวรุนแรง"),
        ("AI", "新しいAI規制"),
        ("برلمان", "قال برلمان اليوم"),
        ("🦠", "News of the🦠virus"),
        ('"rate cut"', "A rate\ncut at last"),
        ('"rate cut"', "“Rate cut”: the bank speaks"),
        ("/^flood/", "Flood warning"),
        ("/fed.{0,20}cut/", "The Fed is to cut"),
        ("/климат/", "О КЛИМАТЕ"),
        (r"/\bfed\b/", "The Fed’s choice"),
    ],
)
def test_a_text_rule_is_met(rule: str, text: str) -> None:
    assert matches(parse_rule(rule), an_article(title=text, text="Nothing else."))
    assert matches(parse_rule(rule), an_article(title=text)), "by the title alone"


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        ("climate", "The acclimated climates"),
        ("New York", "New Jersey"),
        ("etat", "L'État"),
        ("rat", "rate and pirat"),
        ("C++", "vitamin C"),
        ("कि", "की"),
        ('"rate cut"', "cut the rate"),
        ('"rate cut"', "corporate cuts"),
        ('"rate cut"', "the rate was cut"),
        ("/^flood/", "After the flood"),
        ("climate", ""),
        ("地震", "地 震"),
    ],
)
def test_a_text_rule_is_not_met(rule: str, text: str) -> None:
    assert not meets(rule, text)


def test_words_may_stand_in_title_and_text() -> None:
    assert matches(parse_rule("bank rate"), an_article(title="The bank", text="Its rate"))


def test_a_later_place_counts_where_an_earlier_one_is_part_of_a_word() -> None:
    assert meets("art", "party, start, art")


@pytest.mark.parametrize(
    "text",
    [
        "ab" * 500_000,
        "a " * 500_000,
        "a" * 1_000_000,
        "\0" * 1_000_000,
        "🙂" * 250_000,
        "مرحبا " * 170_000,
        "ﷺ" * 330_000,
    ],
    ids=["pairs", "words", "one word", "NUL", "emoji", "right to left", "eighteen letters in one"],
)
@pytest.mark.parametrize("rule", ["/(a+)+c$/", "/(a|b)*a(a|b){200}c/", "/([ab]{1,30}a){10}c/", "ab", '"a b c d"'])
def test_a_megabyte_that_would_take_other_engines_years_is_searched(rule: str, text: str) -> None:
    article = an_article(title="x", text=f"{text} zzz")
    assert not matches(parse_rule(rule), article)


@given(st.text(max_size=60), st.text(max_size=200))
def test_no_rule_breaks_on_any_text(written: str, text: str) -> None:
    try:
        rule = parse_rule(written)
    except BadRequest:
        return
    if rule.kind is not Kind.TOPIC:
        assert matches(rule, an_article(text=text)) in (True, False)


@given(st.text(min_size=1, max_size=30), st.text(max_size=30), st.text(max_size=30))
def test_a_phrase_is_met_by_itself_between_blanks(phrase: str, before: str, after: str) -> None:
    try:
        rule = parse_rule(f'"{phrase}"')
    except BadRequest:
        return
    assert meets(rule.written, f"{before} {' '.join(rule.written[1:-1].split())} {after}")


# ---------------------------------------------------------------- source and language


def from_source(
    *, publisher: str = "paper.example", source: str = "The Paper", url: str | None = None, language: str = "en"
) -> Article:
    return Article(
        id=f"{publisher} {source} {url} {language}",
        feed_url="https://feeds.paper.example/World/rss.xml",
        url=url,
        title="",
        text="",
        language=language,
        published_at=None,
        fetched_at=an_article().fetched_at,
        source=source,
        publisher=publisher,
    )


@pytest.mark.parametrize(
    "rule",
    [
        "source:paper.example",
        "source:PAPER.example",
        "source:https://www.paper.example",
        "source:feeds.paper.example",
        "source:sport.paper.example",
        "source:the paper",
        'source:"The Paper"',
        "source:https://feeds.paper.example/World/rss.xml",
    ],
)
def test_a_source_is_known_by_domain_name_and_feed(rule: str) -> None:
    assert matches(parse_rule(rule), from_source(url="https://sport.paper.example/a/1"))


@pytest.mark.parametrize(
    "rule",
    [
        "source:newspaper.example",
        "source:aper.example",
        "source:news.paper.example",
        "source:example",
        "source:paper",
        "source:the",
        "source:https://feeds.paper.example/world/rss.xml",
    ],
)
def test_another_source_is_another(rule: str) -> None:
    assert not matches(parse_rule(rule), from_source(url="https://www.paper.example/a/1"))


def test_a_source_without_a_domain_is_known_by_its_name() -> None:
    assert matches(parse_rule("source:Village Voice"), from_source(publisher="village voice", source="Village Voice"))


def test_variants_of_a_language_are_one() -> None:
    assert matches(parse_rule("language:pt"), from_source(language="pt-BR"))
    assert not matches(parse_rule("language:pt"), from_source(language="es"))


def test_a_topic_is_no_matter_of_text() -> None:
    with pytest.raises(ValueError, match="by meaning"):
        matches(parse_rule("topic:rain"), an_article(text="rain"))


# ---------------------------------------------------------------- which articles stay


def kept(articles: list[Article], include: list[str], exclude: list[str]) -> tuple[list[str], dict[str, str | None]]:
    stay, dropped = kept_articles(articles, parse_rules(include), parse_rules(exclude))
    return [one.id for one in stay], {name: rule.written if rule else None for name, rule in dropped.items()}


PAPERS = [
    an_article("en", source="North Post"),
    an_article("fr", source="North Post", language="fr"),
    an_article("de", source="South Post", language="de"),
]


@pytest.mark.parametrize(
    ("include", "exclude", "stay", "dropped"),
    [
        ([], [], ["en", "fr", "de"], {}),
        ([], ["language:fr"], ["en", "de"], {"fr": "language:fr"}),
        (["language:fr", "language:de"], [], ["fr", "de"], {"en": None}),
        (["source:North Post", "language:fr"], [], ["fr"], {"en": None, "de": None}),
        (["source:North Post"], ["language:en"], ["fr"], {"en": "language:en", "de": None}),
        (["rain", "topic:rain"], ["snow"], ["en", "fr", "de"], {}),
    ],
    ids=["no rule", "excluded", "one of a kind", "one of each kind", "exclusion wins", "rules of stories"],
)
def test_articles_stay_by_source_and_language(
    include: list[str], exclude: list[str], stay: list[str], dropped: dict[str, str | None]
) -> None:
    assert kept(PAPERS, include, exclude) == (stay, dropped)


# ---------------------------------------------------------------- which stories are told


def verdict(
    articles: list[Article],
    include: list[str],
    exclude: list[str],
    near: Mapping[str, float] = NO_TOPIC,
) -> tuple[bool, str | None, float]:
    found = story_verdict(articles, parse_rules(include), parse_rules(exclude), near)
    return found.kept, found.rule.written if found.rule else None, found.share


def told(**texts: str) -> list[Article]:
    """Articles whose names begin with their languages."""
    return [an_article(name, text=text, language=name[:2]) for name, text in texts.items()]


def test_a_story_without_rules_is_told() -> None:
    assert verdict(told(en="rain"), [], []) == (True, None, 0.0)


def test_one_article_is_enough_to_include_a_story() -> None:
    story = told(en1="rain", en2="sun", en3="sun", en4="sun")
    assert verdict(story, ["snow", "rain"], []) == (True, "rain", 0.25)


def test_a_story_that_meets_no_rule_of_stories_is_not_told() -> None:
    assert verdict(told(en="rain"), ["snow", "language:en"], []) == (False, None, 0.0)
    assert verdict(told(en="rain"), ["language:en"], []) == (True, None, 0.0)


def test_a_mention_in_few_articles_excludes_nothing() -> None:
    story = told(en1="rain", en2="sun", en3="sun")
    assert verdict(story, [], ["rain"]) == (True, None, 0.0)


def test_half_the_articles_of_one_language_exclude_a_story() -> None:
    story = told(fr1="pluie", fr2="soleil", en1="sun", en2="sun", en3="sun", de1="Sonne")
    assert verdict(story, ["sun"], ["pluie"]) == (False, "pluie", 0.5)


def test_a_topic_includes_and_excludes_from_its_bar_on() -> None:
    near = {"rain": ENOUGH, "snow": ENOUGH - 0.01}
    story = told(en="sun")
    assert verdict(story, ["topic:snow", "topic:rain"], [], near) == (True, "topic:rain", ENOUGH)
    assert verdict(story, ["topic:snow"], [], near) == (False, None, ENOUGH - 0.01)
    assert verdict(story, [], ["topic:snow", "topic:rain"], near) == (False, "topic:rain", ENOUGH)


def test_a_story_without_articles_meets_nothing() -> None:
    assert verdict([], ["rain"], []) == (False, None, 0.0)
    assert verdict([], [], ["rain"]) == (True, None, 0.0)
