"""Which languages a digest can be read in: those its stories are told in, by the names that they call themselves."""

import pytest

from bot.formats.offered import offered
from tests.bot.formats.examples import a_digest, an_article, an_item


def told_in(*languages: str, reader: str = "en") -> list[tuple[str, str]]:
    articles = [an_article(f"T{number}", source=f"P{number}", language=each) for number, each in enumerate(languages)]
    return offered(a_digest(an_item("k7qm", articles, language="en"), language=reader))


def test_languages_call_themselves_by_their_own_names() -> None:
    assert told_in("fr", "ja", "pt-BR", "zh-Hant") == [
        ("Français", "fr"),
        ("日本語", "ja"),
        ("Português (Brasil)", "pt-BR"),
        ("中文 (繁體)", "zh-Hant"),
    ]


def test_the_language_of_the_digest_is_not_offered_in_any_of_its_regions() -> None:
    assert told_in("en", "en-GB", "fr") == [("Français", "fr")]


@pytest.mark.parametrize("tag", ["und", "", "x" * 99, "*", "tlh", "<!channel>"])
def test_what_is_no_language_that_has_a_name_is_not_offered(tag: str) -> None:
    assert told_in(tag) == []
