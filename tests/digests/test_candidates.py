"""The rules of which sentences can be quoted alone."""

import pytest

from digests.candidates import dependent, is_whole, makeshifts, quotable
from digests.models import Sentence

ADA = "Ada Brown opened the new tram line of Orsk in May."


def as_sentences(*texts: str) -> list[Sentence]:
    return [Sentence(article_id="a", start=0, end=len(text), text=text) for text in texts]


@pytest.mark.parametrize(
    "text",
    [
        "Five things to know about the new tram line",
        "What does the new tram line mean for Calderby?",
        "“What does the new tram line mean for Calderby?”",
        "- The new tram line opens in the month of May.",
        "– The new tram line opens in the month of May.",
        "• The new tram line opens in the month of May.",
        "(3) The new tram line opens in the month of May.",
        "and the new tram line opens in the month of May.",
        "Read more about the new tram line in Calderby:",
        "The tram is here.",
        "Tramlineconstructionannouncementsunday.",
        "We will build the new tram line,” said Ada Brown.",
        "“We will build the new tram line, said Ada Brown.",
        "Wir bauen die neue Bahn“, sagte Anna Berg am Montag.",
        "Nous ferons la ligne de tram », a dit Anne Roux lundi.",
        "The new tram line ] opens in the month of May.",
        "The new tram line " + "and another new line " * 30 + "open in May.",
        "... !!! ... ??? ... !!! ... ??? ... !!! ...",
        "",
    ],
)
def test_headings_list_items_questions_fragments_and_halves_of_quotations_are_not_whole(text: str) -> None:
    assert not is_whole(text)


@pytest.mark.parametrize(
    "text",
    [
        "The harbour is full of ice today, says the captain: pic.twitter.com/Ab12Cd34.",
        "All the results of the regatta stand at https://regatta.example for all to see.",
        "Die Ergebnisse der Regatta stehen seit gestern unter www.regatta.example im Netz.",
        "Ida Holm covers the harbour and can be reached at ida@herald.example or 555-0143.",
        "(Photo by Ida Holm/Getty Images) The pier at Ambra was closed on Monday morning.",
        "Share this: Print, Email, Facebook, the pier at Ambra was closed on Monday morning.",
        "The pier at Ambra was closed on Monday morning after a diver had report...",
        "Le ponton d’Ambra est fermé depuis lundi matin, après qu’un plongeur […]",
    ],
)
def test_a_sentence_with_furniture_in_it_or_cut_short_is_not_whole(text: str) -> None:
    assert not is_whole(text)


@pytest.mark.parametrize(
    "text",
    [
        "»Wir bauen die neue Bahn«, sagte Anna Berg am Montag.",
        "”Vi bygger den nya banan”, sade Anna Berg på måndagen.",
        "'s Avonds regende het in de stad Orsk nog steeds.",
        "„Zbudujemy nową linię”, powiedziała Anna Berg w Orsku.",
        "eBay will close its office in Dublin in the month of May.",
        "Ada Brown said: “We will build the new tram line.”",
        "The tram (line 4) opens in May [see the map].",
    ],
)
def test_whole_sentences_of_many_typographies_are_whole(text: str) -> None:
    assert is_whole(text)


def test_what_is_whole_is_the_best_makeshift_then_what_has_a_word_then_furniture_then_signs() -> None:
    pointing, other = "He opened the new tram line in the month of May.", "She said that it would open in two years."
    furniture, signs = "Click here: www.orsk.example/tram {{name}}", "***"
    sentences = as_sentences(signs, furniture, "The new line", pointing, "Why?", other)
    found = [sentence.text for sentence in makeshifts([sentences], "en")]
    assert found == [pointing, other, "The new line", "Why?", furniture, signs]
    assert quotable([sentences], "en") == []
    assert makeshifts([[]], "en") == []


def test_what_a_story_has_at_its_best_counts_for_all_its_articles() -> None:
    pointing, standing = (
        "He opened the new tram line in the month of May.",
        "Ada Brown opened the new tram line in May.",
    )
    assert quotable([as_sentences(pointing), as_sentences(standing)], "en") == as_sentences(standing)
    assert makeshifts([as_sentences("The new line"), as_sentences(pointing)], "en")[0].text == pointing


@pytest.mark.parametrize(
    "text",
    [
        "Öffnen Pfeil nach rechts",
        "{{#each}} {{name}} likes",
        "We'll send our breaking news to you every day at noon!",
        "You get a news alert from us whenever something happens.",
        "The tram opens on {% date %} in the town of Orsk.",
        "Den vollständigen Artikel lesen ...",
    ],
)
def test_furniture_is_a_makeshift_only_where_there_is_nothing_else(text: str) -> None:
    both = as_sentences(text, "The new line")
    assert quotable([both], "en") == []
    assert makeshifts([both], "en") == both[::-1]


LEDE = "Ada Brown opened the new tram line of Orsk in the month of May"


def test_one_of_the_first_sentences_may_lack_its_full_stop() -> None:
    later = as_sentences(*[ADA] * 3, LEDE)
    assert quotable([as_sentences("The new line", LEDE, "It opened.")], "en") == as_sentences(LEDE)
    assert quotable([later], "en") == later[:3]


@pytest.mark.parametrize(
    "lede",
    [
        "Ada Brown opened the new tram line in May,",
        "What does the new tram line mean for the town of Calderby?",
        "Ada Brown opened a tram line in May",  # so short a one may be a heading
        "She opened the new tram line of Orsk in the month of May",
        "Ada Brown opened “the new tram line of Orsk in the month of May",
    ],
)
def test_a_heading_a_question_a_half_or_what_points_back_is_no_first_sentence_without_its_stop(lede: str) -> None:
    standing = as_sentences(ADA)
    assert quotable([as_sentences(lede), standing], "en") == standing


def test_a_sentence_can_depend_on_a_first_one_without_its_full_stop() -> None:
    both = as_sentences(LEDE, "She said that the next line would follow in two years.")
    assert dependent(both, "en") == {both[1]: both[0]}


def test_a_language_without_lists_is_only_checked_for_whole_sentences() -> None:
    assert quotable([as_sentences("Hii ni reli mpya ya mjini itafunguliwa mwezi Mei.")], "sw")


@pytest.mark.parametrize(
    ("language", "before", "sentence"),
    [
        ("en", ADA, "She said that the next line would follow in two years."),
        ("en", ADA, "However, the next line will not follow for two years."),
        ("en", ADA, "Last year she won the race across the valley."),
        ("en", ADA, "In that time the town grew by a third, said Ivo Lang."),
        ("de", "Anna Berg hat im Mai die neue Bahn in Orsk eröffnet.", "Das hatte sie vor der Wahl allen versprochen."),
        ("zh", "安娜·贝格五月在奥尔斯克开通了新的电车线路。", "她说下一条线路两年后开通。"),
    ],
)
def test_a_sentence_that_points_back_depends_on_the_one_before(language: str, before: str, sentence: str) -> None:
    both = as_sentences(before, sentence)
    assert dependent(both, language) == {both[1]: both[0]}
    assert quotable([both], language) == both[:1]


@pytest.mark.parametrize(
    "texts",
    [
        (ADA, "“We will build the next one,” she said."),  # who?
        (ADA, "I think that the next line would be a mistake."),
        (ADA, "Will she build the next line, too?"),
        (ADA, "Ivo Lang will build the next line of the town."),
        ("The new line", "She said that the next line would follow in two years."),
        ("She opened the new tram line of Orsk in May.", "She said that the next line would follow in two years."),
        (ADA, "The new line", "She said that the next line would follow in two years."),
        ("She said that the next line would follow in two years.",),
        (),
    ],
)
def test_nothing_else_depends_on_the_one_before(texts: tuple[str, ...]) -> None:
    assert dependent(as_sentences(*texts), "en") == {}


@pytest.mark.parametrize("marks", ["“”", '""', "„“", "«»"])
def test_sentences_in_the_midst_of_a_quotation_are_somebody_s_words_and_not_the_paper_s(marks: str) -> None:
    texts = [
        ADA,
        f"{marks[0]}The town of Orsk has waited for the tram for twenty years.",
        "The river valley will be next to get a new line.",
        f"The town can be proud of its new line,{marks[1]} said Ivo Lang.",
        "The river valley has 4,000 people without any train.",
    ]
    assert [sentence.text for sentence in quotable([as_sentences(*texts)], "en")] == [texts[0], texts[4]]


def test_a_quotation_that_never_ends_takes_no_other_sentence_with_it() -> None:
    texts = ["“The town of Orsk has waited for the tram for years.", *[ADA] * 3]
    assert len(quotable([as_sentences(*texts)], "en")) == 3


def test_a_region_changes_nothing() -> None:
    assert quotable([as_sentences("Ele abriu a nova linha do metro em maio.")], "pt-BR") == []
    museum = as_sentences("Das neue Museum in Basel öffnet im Mai.")
    assert quotable([museum], "de-CH") == museum


@pytest.mark.parametrize("pattern", ["A", '"', "“a", "„", "(", "’", "a’ ", "Das ", "« »", ".", "!”", "; ", "好", "\n"])
@pytest.mark.parametrize("language", ["en", "de", "fr", "th", "zh"])
def test_100_000_hostile_characters_are_no_sentence(pattern: str, language: str) -> None:
    text = (pattern * 100_000)[:100_000]
    assert quotable([as_sentences(text)], language) == []
    assert not is_whole(text)


def test_a_sentence_of_a_hundred_thousand_blanks_is_refused() -> None:
    assert not is_whole("Why?" + "\u00a0" * 100_000 + "So it is.")
