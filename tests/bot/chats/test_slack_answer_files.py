"""Files of answers, which Slack shows as text that is copied."""

import tomllib

import pytest

from bot.chats.slack_answers import said, shown
from bot.commands.answers import Answer
from bot.commands.calls import Attachment
from tests.bot.chats.test_slack_answers import check, check_window, texts_of
from tests.bot.commands.newsdesk import MIA, Newsdesk


def a_file(text: str, name: str = "digest.toml") -> Answer:
    return Answer(headline="File", attachment=Attachment(name=name, data=text.encode()))


def copied(answer: Answer) -> str:
    """Return the file as somebody copies it."""
    blocks = [block for body in said(answer) for block in body["blocks"] if block["type"] == "rich_text"]
    return "\n".join(text for block in blocks for text in texts_of(block))


def test_a_file_is_text_that_is_copied_as_it_is(desk: Newsdesk) -> None:
    answer = desk.ask("settings export", MIA)
    assert answer.attachment
    assert tomllib.loads(copied(answer)) == tomllib.loads(answer.attachment.data.decode())
    nasty = "<!channel> & *bold* `code` ```\n\n\t“é” 🚆 \\ \u202e"
    assert copied(a_file(nasty)) == nasty


def test_a_long_file_is_parted_at_the_ends_of_lines() -> None:
    text = "\n".join(f'line_{number} = "{"word " * 20}"' for number in range(200))
    messages = said(a_file(text))
    check(messages)
    assert len(messages) == 3
    assert copied(a_file(text)) == text


@pytest.mark.parametrize(
    ("name", "command"),
    [("digest.toml", "digestbot subscriptions export"), ("feeds.opml", "digestbot feeds export")],
)
def test_of_a_file_that_is_longer_than_the_messages_it_is_said_how_to_get_it_all(name: str, command: str) -> None:
    answer = a_file("\n".join(f"{number} " + "word " * 20 for number in range(2000)), name)
    messages = said(answer)
    check(messages)
    missing = 2000 - len(copied(answer).splitlines())
    assert texts_of(messages[-1]["blocks"][-1]) == [
        f"{missing:,} of the 2,000 lines of this file do not fit here. "
        f"Whoever runs this bot gets the whole file with `{command}`."
    ]
    check_window(shown(answer))


def test_a_line_longer_than_a_block_is_parted_at_a_blank() -> None:
    line = "https://herald.example/rss, " * 600
    answer = a_file(line)
    check(said(answer))
    assert copied(answer).replace("\n", "") == line
    assert all(part.endswith(", ") for part in copied(answer).split("\n"))


@pytest.mark.parametrize(
    "text", ["", "\n\n", "\0", '"' * 30_000, "\x1b" * 9000, "🚆" * 30_000, "\n" * 50 + "x" * 20_000]
)
def test_any_file_is_within_the_limits(text: str) -> None:
    check(said(a_file(text)))
    check_window(shown(a_file(text)))
