"""The rules of where a sentence ends, in many languages; every sentence is a verbatim slice of its text."""

import unicodedata

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
        # abbreviations, initials, numbers
        ("en", "J. K. Lang read. | Albert I. Jones saw it, and so did I. | They sang."),
        ("en", "He was born in the U.S. | They met in Washington, D.C. on Monday. | It rained on Jan. 8."),
        ("en", "Version v2.0 is on example.com now, for 1.5 or 3.14 per cent. | See www.Orsk.Example, p. 55."),
        ("en", "The house burned down. | 36 people died. | 2019 was a good year."),
        ("en", "1. First the dam broke. | 2. Then it rained."),
        ("en", "They want three things: | • First the dam. | • Then the rain."),
        ("en", "It rained.[12] | Then it snowed."),
        ("en", "The dam broke.|The town fled. | All is well on Amazon.Com and in v.Berg."),
        ("en", "She wrote to Yahoo! Mail and sang with P!nk. | They won!"),
        ("de", "Das Haus brannte ab. | 36 Menschen starben. | 2019 kam der 1. FC Orsk."),
        ("de", "Papst Johannes Paul II. sprach um 20.15 Uhr. | Nun ist er 85. | Das freut alle."),
        ("de", "Zwischen dem 1. -3. Jahrhundert, z. B. Das alte Rom, war Ruhe. | So blieb es."),
        ("fr", "M. J. Dupont vit près de la pl. Foch, au n° 5. | 36 personnes sont mortes."),
        ("fr", "J.-P. Martin le regrette, comme M.-L. Petit et Ch. Roux. | Ils partent."),
        ("nl", "'s Avonds regende het. | 't Was koud. | ’s Nachts zag mevr. De Vries de sneeuw. | Zij sliep."),
        ("pl", "Most otwarto w dn. 3 maja. | Padało."),
        ("it", "Frutta, verdura ecc. La spesa costa 1,5 euro."),
        ("es", "EE.UU. y la UE firmaron el art. 5. | 36 personas murieron."),
        ("nl", "Dhr. Jansen kwam o.a. met dr. Bos. | Het regent."),
        ("sv", "Bl.a. Umeå och t.ex. Lund drabbades den 3. maj. | Det regnade."),
        ("da", "Den 3. maj kom hr. Berg. | 36 mennesker døde."),
        ("pl", "Przy ul. Długiej 5 mieszka dr Nowak, tzw. Mistrz. | 36 osób zginęło o godz. 22."),
        ("cs", "Dne 3. května přišel dr. Novák. | 36 lidí zemřelo."),
        ("hu", "Május 3. óta esik. | 36 ember halt meg."),
        ("fi", "Toukokuun 3. päivä satoi. | 36 ihmistä kuoli."),
        ("ro", "Dl. Pop stă pe str. Lungă. | 36 de oameni au murit."),
        ("tr", "Prof. Dr. Ali Veli saat 15.30'da geldi. | 36 kişi öldü."),
        ("ru", "А. Б. Орлов, т. е. отец, живёт на ул. Ленина. | 36 человек погибли."),
        ("uk", "Він живе на вул. Лесі. | Дощ іде."),
        ("id", "Dr. Budi tinggal di Jl. Merdeka No. 5. | Hujan."),
        # quotations, brackets, ellipses
        ("en", "“Why?” Ada Brown asked. | “Stop!” the mayor of Orsk said. | “We won!” | Lang left."),
        ("en", "“What is it?!” he asked. | ‘We go. We win,’ he said. | The Larks’ tour ended."),
        ("en", "\"We go. We win,\" he said. | \"I am 6'2\" tall,\" she said. | He left."),
        ("en", "“We go. | She said: “Never.” | The end came."),
        ("en", "He left (he was tired. So was she). | They slept. | (See page 5.) | All was still."),
        ("en", "Well… maybe. | Wait... | What? | He said […] Berlin was quiet. | So it was . . . | The end."),
        ("de", "„Gehen wir? Ja!“, rief Anna. | „Wir gehen.“ | Dann ging sie."),
        ("fr", "« Tout est perdu ! » a dit Anne. | « Nous partons. Nous revenons. » | Elle rit."),
        ("it", "«Andiamo. Torniamo», ha detto Anna. | Poi rise."),
        ("sv", "”Vi går. Vi stannar”, sade Anna. | Det regnade."),
        ("pl", "„Idziemy. Wracamy”, powiedziała Anna. | Pada."),
        ("da", "»Vi går. Vi kommer«, sagde Anna. | Det regner."),
        ("ru", "«Мы идём. Мы вернёмся», — сказал он. | Дождь."),
        ("zh", "“我们会走。”李明说。|「是的！」|他走了。|大坝3.5米高。"),
        ("ja", "彼は「逃げろ！」と叫んだ。|「本当か？」の声も。|（写真は町長。）|終わり。"),
        ("ko", "댐이 무너졌다. | “우리는 간다. 다시 온다.”고 말했다. | 3.5미터다."),
        # other stops
        ("el", "Τι έγινε; | Τίποτα. | Ο κ. Νίκος μένει στην Άνθη."),
        ("hy", "Ամբարտակը փլվեց։ | Անձրև է։"),
        ("ka", "კაშხალი ჩამოინგრა. | წვიმს."),
        ("ur", "بند ٹوٹ گیا۔ | کیا یہ سچ ہے؟ | ہاں۔"),
        ("hi", "बाँध टूट गया। | क्या यह सच है? | डॉ. शर्मा आए।"),
        ("km", "ទំនប់បាក់។ | ភ្លៀងធ្លាក់។"),
        ("my", "ဆည်ကျိုးသည်။|မိုးရွာသည်။"),
        ("am", "ግድቡ ፈረሰ፧|ዝናብ ነው።"),
        ("he", "הסכר קרס. | האם זה נכון? | כן."),
        ("und", "The dam broke. | It rained."),
        ("xx-Latn", "The dam broke. | It rained."),
        ("", "The dam broke. | It rained."),
    ],
)  # fmt: skip
def test_a_sentence_ends_where_a_reader_would_end_it(language: str, marked: str) -> None:
    assert sentences(language, marked.replace("|", "")) == [part.strip() for part in marked.split("|")]


THAI = "เขื่อนในจังหวัดทางเหนือแตกเมื่อเช้าวันจันทร์หลังฝนตกหนัก"


def test_thai_ends_at_a_blank_when_enough_is_said_and_never_before_what_continues() -> None:
    more = "และชาวบ้านกว่าสามร้อยคนถูกย้ายไปอยู่ในโรงเรียนของตำบล"
    assert sentences("th", f"{THAI} {THAI}") == [THAI, THAI]
    assert sentences("th", f"{THAI} {more}") == [f"{THAI} {more}"]
    assert sentences("th", f"{THAI} 300 {THAI}") == [f"{THAI} 300 {THAI}"]
    assert sentences("th", f"“{THAI} {THAI}” {THAI}") == [f"“{THAI} {THAI}”", THAI]
    assert len(sentences("th", " ".join([more] * 20))) > 4


def test_a_quotation_that_is_long_or_never_closed_glues_no_article_together() -> None:
    many = "The dam broke. " * 100
    assert len(sentences("en", f"“{many}” she said.")) > 90
    assert len(sentences("en", f"“{many}")) == 100
    assert len(sentences("en", f'"{many}')) == 100
    assert len(sentences("de", f"„{many}")) == 100
    assert len(sentences("en", f"({many}")) == 100


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


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("It rained. .", ["It rained."]),
        ("It rained. . .", ["It rained."]),
        ("It rained.  …", ["It rained."]),
        ("“It rained.” .", ["“It rained.”"]),
        ("It rained!\u00a0.", ["It rained!"]),
        ("It rained. . The dam broke. .", ["It rained.", "The dam broke."]),
        ("It rained.\n.\n”\nThe dam broke.", ["It rained.", "The dam broke."]),
        ("It rained and so on . . .", ["It rained and so on . . ."]),
        ("🎉 🎉", ["🎉 🎉"]),
        ("…", []),
        ("، ؟", []),
    ],
)
def test_stray_punctuation_belongs_to_no_sentence(text: str, kept: list[str]) -> None:
    assert [sentence.text for sentence in split_sentences(article(text))] == kept


def says(text: str) -> str:
    """Return a text without blanks and punctuation."""
    return "".join(sign for sign in text if unicodedata.category(sign)[0] not in "PZC")


@settings(max_examples=300)
@given(
    text=st.text(
        st.sampled_from("aB1 .!?…\n“”\"„«»()-'’。！」「と\u00a0\u202f\u2028\x85\0😀é\u0301ßกا\t"), max_size=120
    )
    | st.text(st.characters(exclude_categories=["Cs"]), max_size=120),
    language=st.sampled_from(["en", "de", "fr", "it", "es", "zh", "ja", "ar", "th", "ru", "und", "pt-BR"]),
)
def test_sentences_are_verbatim_slices_in_order_that_lose_nothing_but_blanks_and_stray_punctuation(
    text: str, language: str
) -> None:
    end = 0
    for sentence in split_sentences(article(text, language)):
        assert text[sentence.start : sentence.end] == sentence.text == sentence.text.strip() != ""
        assert sentence.start >= end
        assert not says(text[end : sentence.start])
        end = sentence.end
    assert not says(text[end:])


@pytest.mark.parametrize("length", [3_990, 4_000, 4_010, 12_345])
def test_long_paragraphs_are_split_like_short_ones(length: int) -> None:
    sentence = "The dam broke on Monday, Mr. Brown said. "
    text = (sentence * (length // len(sentence) + 1)).strip()
    assert set(sentences("en", text)) == {sentence.strip()}


HOSTILE = [
    "a", "A", "a. ", "A. ", "Mr. ", "1. ", ".", ". ", "?! ", "… ", '"', "“a. ", "(a. ", "« A. »", "“A.” ", "好。",
    "😀. ", "\u0301", " ", "\u00a0", "\x85", "The dam broke. ", "• ", "[1]", "น ", "น", "a.B",
]  # fmt: skip


@pytest.mark.parametrize("language", ["de", "fr", "th", "zh", "el"])
@pytest.mark.parametrize("pattern", HOSTILE)
def test_hostile_characters_are_split_without_losing_one(language: str, pattern: str) -> None:
    keeps_all(pattern, 30_000, language)


@pytest.mark.parametrize("pattern", HOSTILE)
def test_a_million_hostile_characters_are_split_without_losing_one(pattern: str) -> None:
    keeps_all(pattern, 1_000_000, "en")


def keeps_all(pattern: str, length: int, language: str) -> None:
    text = (pattern * length)[:length]
    found = spans(text, language)
    assert says("".join(piece for _, piece in found)) == says(text)


def test_the_tokenizer_for_sumy_gives_the_same_sentences_and_words_without_numbers() -> None:
    tokenizer = SentenceTokenizer("fr")
    assert tokenizer.language == "fr"
    assert tokenizer.to_sentences("M. Roux est là.\nIl part.") == ("M. Roux est là.", "Il part.")
    assert tokenizer.to_words("L'élu, 34 ans, dort peut-être.") == ("L'élu", "ans", "dort", "peut-être")
