"""Text that runs to the left reads as it should among text that runs to the right."""

import pytest

from bot.formats.directions import apart, directed, runs_left


@pytest.mark.parametrize(
    ("text", "language", "line"),
    [
        ("Night train", "en", "<m>"),
        ("Night train", "ar", "<m>"),  # no letter of it runs to the left
        ("5G يصل", "ar", "\u200f\u2067<m>\u2069"),
        ("يصل 5G", "ar", "\u200f\u2067<m>\u2069"),
        ("يصل 5G", "und", "\u200f\u2067<m>\u2069"),
        ("BBX יצא", "und", "<m>"),
        ("مرحبا is a greeting", "en", "\u200e<m>"),
        ("A greeting: مرحبا", "en", "<m>"),
    ],
)
def test_a_line_runs_as_its_language_does(text: str, language: str, line: str) -> None:
    assert directed("<m>", text, language) == line


def test_what_is_apart_runs_as_its_own_first_letter_does() -> None:
    assert apart("a") == "\u2068a\u2069"
    assert [runs_left(text) for text in ("Post", "דואר", "البريد")] == [False, True, True]
