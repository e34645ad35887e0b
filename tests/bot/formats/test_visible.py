"""Text of feeds as any chat shows it: on one line, without what is invisible."""

import unicodedata

import pytest

from bot.formats.visible import MAX_MARKS, plain


def test_a_text_becomes_one_line_without_what_is_invisible() -> None:
    assert plain(" a\n\u202eb\u200b\u2066\u3164 \U000e0041c\ud800 ") == "a b c\ufffd"


def test_towers_of_accents_are_cut_down() -> None:
    assert plain("Z" + "\u0335" * 99 + "a") == "Z" + "\u0335" * MAX_MARKS + "a"


@pytest.mark.parametrize(
    "text",
    [
        "เมื่อวานนี้ที่กรุงเทพฯ", "بِسْمِ ٱللَّهِ", "בְּרֵאשִׁ֖ית בָּרָ֣א", "हिन्दी में ख़बरें", "Việt Nam", "می‌شود", "👨‍👩‍👧 🏴󠁧󠁢󠁥󠁮󠁧󠁿 🇫🇷",
        "👍🏽", "བོད་སྐད།",
    ],
)  # fmt: skip
def test_the_marks_that_languages_and_emoji_are_written_with_stay(text: str) -> None:
    text = unicodedata.normalize("NFC", text)
    assert plain(text) == text
