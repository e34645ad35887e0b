"""Answers at a terminal: every part of one, in at most 100 columns, and nothing that a terminal would act on."""

from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.commands.answers import Answer, Button, Form, FormField, Line, Section, StoryItem
from bot.commands.calls import Attachment
from bot.formats.plain import WIDTH
from bot.prompt.rendering import Part, file_rows, rows_of, sentences_of, text_of
from tests.bot.formats.examples import a_digest, night_train

FULL = Answer(
    headline="Two stories on trains",
    url="https://herald.example/trains",
    notes=("30 days back",),
    lines=(Line(text="What was asked for was found in two languages.", notes=("en", "de")),),
    stories=(
        StoryItem(
            id="k7qm",
            headline="Night train to Port Avery returns in May",
            url="https://herald.example/k7qm",
            notes=("7 publishers", "en de fr"),
            quote="“The night train will run again.”",
        ),
    ),
    sections=(
        Section(
            heading="Herald", lines=(Line(text="Night train", url="https://herald.example/1", notes=("8:00 AM",)),)
        ),
    ),
    form=Form(
        command="setup",
        title="A digest for this channel",
        fields=(
            FormField(option="language", label="Language", value="fr", hint="fr, de …"),
            FormField(option="times", label="Times", value="08:00, 18:00"),
            FormField(option="topics", label="Topics", value=""),
        ),
    ),
    buttons=(Button(label="More", command="story", arguments="k7qm"),),
)


def test_an_answer_has_all_of_its_parts_in_their_order() -> None:
    assert text_of(rows_of(FULL)) == (
        "Two stories on trains\n"
        "https://herald.example/trains\n"
        "30 days back\n"
        "\n"
        "What was asked for was found in two languages.\n"
        "  en · de\n"
        "\n"
        "[k7qm] Night train to Port Avery returns in May\n"
        "  7 publishers · en de fr\n"
        "  “The night train will run again.”\n"
        "  https://herald.example/k7qm\n"
        "\n"
        "Herald\n"
        "  Night train\n"
        "    8:00 AM\n"
        "    https://herald.example/1\n"
        "\n"
        "A digest for this channel\n"
        "  language: Language\n"
        "    fr, de …\n"
        "  times: Times\n"
        "  topics: Topics\n"
        '/digest setup language:fr times:"08:00, 18:00"\n'
        "\n"
        "[More] /digest story k7qm\n"
    )


def test_a_digest_is_told_as_its_plain_text_in_the_days_of_its_zone() -> None:
    digest = a_digest(night_train())
    text = text_of(rows_of(Answer(headline="The last hour", digest=digest), zone=ZoneInfo("Asia/Tokyo")))
    assert text.startswith("The last hour\n\nNews digest · ")
    assert "[k7qm]" in text


def test_an_empty_answer_is_nothing() -> None:
    assert text_of(rows_of(Answer())) == ""


def test_headings_notes_and_links_can_be_told_apart() -> None:
    assert [row.part for row in rows_of(FULL)][:3] == [Part.HEADING, Part.LINK, Part.NOTE]


def test_of_an_answer_that_is_in_work_or_refused_there_are_its_sentences() -> None:
    assert sentences_of(Answer(headline="", lines=(Line(text="Wait."), Line(text="A moment.")))) == [
        "Wait.",
        "A moment.",
    ]


def test_a_file_stands_below_its_name_as_it_is_indented() -> None:
    file = Attachment(name="feeds.opml", data=b"<opml>\n  <body/>\x1b[31m\n</opml>\n")
    assert text_of(file_rows(file)) == "── feeds.opml\n<opml>\n  <body/>\n</opml>\n"
    assert file_rows(Attachment(name="a", data=b"x\n" * 1000))[-1].text == "…"


HOSTILE = st.text(st.characters(), max_size=300)


@settings(max_examples=50)
@given(HOSTILE, HOSTILE)
def test_whatever_an_answer_holds_no_line_is_too_wide_or_moves_the_terminal(text: str, other: str) -> None:
    answer = Answer(
        headline=text,
        notes=(other, text),
        lines=(Line(text=other, notes=(text, other)),),
        stories=(StoryItem(id="k7qm", headline=text, notes=(other,), quote=text),),
        sections=(Section(heading=other, lines=(Line(text=text, notes=(other,)),)),),
    )
    for row in rows_of(answer):
        assert len(row.text) <= WIDTH
        assert not any(ord(letter) < 32 or 0x7F <= ord(letter) < 0xA0 for letter in row.text)
