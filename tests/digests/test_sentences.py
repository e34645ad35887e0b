"""The rules of where a sentence ends, in many languages; every sentence is a verbatim slice of its text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digests.models import Article
from digests.sentences import SentenceTokenizer, spans, split_sentences
from tests.digests.examples import an_article


def article(text: str, language: str = "en") -> Article:
    return an_article(text=text, language=language)


def sentences(language: str, text: str) -> list[str]:
    return [sentence for _, sentence in spans(text, language)]


# "|" stands where a sentence must end; the blank around it belongs to no sentence.
@pytest.mark.parametrize(
    ("language", "marked"),
    [
        ("en", "Dr. Ada Brown met Lt. Col. Ivo Lang in St. Orsk. | They left."),
        ("en", "It costs $3.5 million, e.g. for pumps. | The U.S. Army paid."),
        ("en", "A. B. Brown and J. Lang won. | They sang."),
        ("en", "She got a B. | That was fine."),
        ("en", "He works for Lang Inc. | The firm is old."),
        ("en", "The vote is at 5 p.m. Monday. | The result comes later."),
        ("en", "See room No. 5 on the left. | It is open."),
        ("en", "They ate a fig. | He paid."),
        ("de", "Am 3. Oktober kam der 38. Bote. | Er blieb bis zum 5. Mai."),
        ("de", "Die Zahl stieg auf 12. | Das ist viel."),
        ("de", "Das kostet ca. 3 Mio. Euro bzw. mehr, z. B. in Köln. | Nun wird gebaut."),
        ("de", "Hr. Berg wohnt in der Kasseler Str. 7. | Er malt."),
        ("de", "„Wir gehen. Wir kommen wieder“, sagte Anna Berg. | Dann fuhr sie heim."),
        ("de", "»Wir gehen. Wir kommen wieder«, sagte Anna Berg. | Dann fuhr sie heim."),
        ("fr", "M. Le Roux et Mme Petit sont là. | Ils partent."),
        ("fr", "Deux élus, c.-à-d. la moitié, vivent av. Foch. | Les autres, non."),
        ("fr", "« Nous partons. Nous reviendrons », a dit Jean Roux. | La salle a ri."),
        ("it", "Il sig. Neri e la dott. La Rosa sono qui. | Partono domani."),
        ("es", "El Sr. Nieto vive en la Av. Mayor. | «Vamos. Volvemos», dijo Ana Ruiz."),
        ("es", "¿Qué pasó? | ¡Nada! | Todo sigue igual."),
        ("pt", "O Sr. Lima chegou. | A Dra. Reis saiu."),
        ("ru", "А. П. Орлов родился в 1950 г. в Омске. | Он пишет стихи."),
        ("ar", "وصل د. سامي إلى عنبرة. | هل هذا صحيح؟ | نعم."),
        ("zh", "大坝今天早上决堤。|镇长说：“我们会重建。我们不会走。”|为什么？|没人知道！"),
        ("ja", "今朝ダムが壊れた。|町長は「必ず直す。逃げない。」と述べた。|雨は続く！"),
        ("th", "เขื่อนแตกเมื่อเช้านี้ ชาวบ้านปลอดภัย"),
        ("en", "Wait... | The dam broke. | It rained…"),
        ("en", "The dam\u00a0broke. |\u00a0It\u202frained. |\u2009Help came."),
        ("en", "Well done 🎉🎉! | Go on 🇩🇪. | The end 😀."),
        ("und", "The dam broke. | It rained."),
        ("xx-Latn", "The dam broke. | It rained."),
        ("", "The dam broke. | It rained."),
    ],
)  # fmt: skip
def test_a_sentence_ends_where_a_reader_would_end_it(language: str, marked: str) -> None:
    assert sentences(language, marked.replace("|", "")) == [part.strip() for part in marked.split("|")]


def test_quotation_marks_hold_their_sentences_together() -> None:
    text = "“We go. We stay. We rest,” said Ada Brown. The hall was still."
    assert sentences("en", text) == ["“We go. We stay. We rest,” said Ada Brown.", "The hall was still."]


def test_a_small_letter_goes_on_with_what_stands_before_it() -> None:
    assert sentences("en", "The shop Ahoi! is closed.") == ["The shop Ahoi! is closed."]


def test_a_region_changes_nothing() -> None:
    text = "Am 3. Mai kam Hr. Berg. Er blieb."
    assert spans(text, "de-CH") == spans(text, "de")


def test_a_paragraph_ends_its_sentence() -> None:
    text = "A heading without a dot\nThe dam broke. It rained.\n\nMr.\nBrown left."
    assert [sentence.text for sentence in split_sentences(article(text))] == [
        "A heading without a dot", "The dam broke.", "It rained.", "Mr.", "Brown left.",
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\u00a0\n\u2003", "\t"])
def test_blanks_hold_no_sentence(text: str) -> None:
    assert split_sentences(article(text)) == []


@settings(max_examples=300)
@given(
    text=st.text(
        st.sampled_from("aB1 .!?…\n“”\"„«»()-'’。！」「と\u00a0\u202f\u2028\x85\0😀é\u0301ßกا\t"), max_size=120
    )
    | st.text(st.characters(exclude_categories=["Cs"]), max_size=120),
    language=st.sampled_from(["en", "de", "fr", "it", "es", "zh", "ja", "ar", "th", "ru", "und", "pt-BR"]),
)
def test_sentences_are_verbatim_slices_in_order_that_lose_nothing_but_blanks(text: str, language: str) -> None:
    end = 0
    for sentence in split_sentences(article(text, language)):
        assert text[sentence.start : sentence.end] == sentence.text == sentence.text.strip() != ""
        assert sentence.start >= end
        assert not text[end : sentence.start].strip()
        end = sentence.end
    assert not text[end:].strip()


@pytest.mark.parametrize("length", [3_990, 4_000, 4_010, 12_345])
def test_long_paragraphs_are_split_like_short_ones(length: int) -> None:
    sentence = "The dam broke on Monday, Mr. Brown said. "
    text = (sentence * (length // len(sentence) + 1)).strip()
    assert set(sentences("en", text)) == {sentence.strip()}


@pytest.mark.parametrize("language", ["en", "de", "fr"])
@pytest.mark.parametrize(
    "pattern",
    ["a", "A", "a. ", "A. ", "Mr. ", "1. ", ".", "?! ", "… ", '"', "“a. ", "(a. ", "« A. »", "好。", "😀. ", "\u0301",
     " ", "\u00a0", "\x85", "The dam broke. "],
)  # fmt: skip
def test_100_000_hostile_characters_are_split_without_losing_one(language: str, pattern: str) -> None:
    text = (pattern * 100_000)[:100_000]
    found = spans(text, language)
    assert "".join("".join(piece.split()) for _, piece in found) == "".join(text.split())


def test_the_tokenizer_for_sumy_gives_the_same_sentences_and_words_without_numbers() -> None:
    tokenizer = SentenceTokenizer("fr")
    assert tokenizer.language == "fr"
    assert tokenizer.to_sentences("M. Roux est là.\nIl part.") == ("M. Roux est là.", "Il part.")
    assert tokenizer.to_words("L'élu, 34 ans, dort peut-être.") == ("L'élu", "ans", "dort", "peut-être")
