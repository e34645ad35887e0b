"""Which charset bytes are read in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digests.documents import decoded

RUSSIAN = "Паром снова ходит"


def test_a_header_counts_where_the_document_declares_nothing() -> None:
    assert decoded(RUSSIAN.encode("cp1251"), "windows-1251") == RUSSIAN


def test_a_header_counts_where_the_document_declares_what_cannot_be() -> None:
    text = f'<?xml version="1.0" encoding="utf-8"?><a>{RUSSIAN}</a>'
    assert decoded(text.encode("koi8-r"), "KOI8-R") == text
    text = text.replace("utf-8", "euc-jp")
    assert decoded(text.encode("koi8-r"), "koi8-r") == text


def test_the_documents_own_declaration_goes_before_the_header() -> None:
    text = f'<?xml version="1.0" encoding="windows-1251"?><a>{RUSSIAN}</a>'
    assert decoded(text.encode("cp1251"), "koi8-r") == text


@pytest.mark.parametrize("charset", ["windows-1251", "iso-8859-1", "utf-16", "", "\0", "x" * 999, "windows-1é"])
def test_what_is_utf_8_is_read_as_that_whatever_the_header_says(charset: str) -> None:
    assert decoded(RUSSIAN.encode(), charset) == RUSSIAN


@pytest.mark.parametrize(
    "meta",
    [
        "<meta charset=windows-1251>",
        '<META CHARSET="windows-1251">',
        '<meta http-equiv="Content-Type" content="text/html; charset=windows-1251">',
    ],
)
def test_a_web_pages_meta_is_believed(meta: str) -> None:
    page = f"<!doctype html><html><head><title>{RUSSIAN}</title>{meta}</head></html>"
    assert decoded(page.encode("cp1251")) == page


@pytest.mark.parametrize("charset", ["utf-8", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"])
@pytest.mark.parametrize("text", ["<a>é</a>", '{"a": "é"}'])
def test_unicode_with_and_without_a_mark_is_known_by_its_first_letter(charset: str, text: str) -> None:
    assert decoded(text.encode(charset)) == text


def test_a_mark_of_utf_8_over_another_charset_costs_no_letter() -> None:
    assert decoded(b"\xef\xbb\xbf" + "Fähre".encode("cp1252")) == "Fähre"


def test_one_odd_byte_spoils_no_other() -> None:
    assert decoded("né ".encode() + "né".encode("latin-1")) == "né né"


def test_windows_1252_that_looks_like_utf_8_in_places_stays_what_it_is() -> None:
    text = "«\xa0Été à Orléans\xa0», dit-il, «\xa0l’île est fermée\xa0» où ça\xa0?"
    assert decoded(text.encode("cp1252")) == text


def test_a_narrow_name_means_the_wide_charset_that_is_written_under_it() -> None:
    text = '<?xml version="1.0" encoding="gb2312"?><a>鎔</a>'
    assert decoded(text.encode("gbk")) == text


UNDECLARED = {
    "koi8-r": "Паром между островами снова ходит: портовое управление объявило об этом в понедельник вечером",
    "windows-1251": "Паром между островами снова ходит: портовое управление объявило об этом в понедельник вечером",
    "iso-8859-7": "Το πλοίο ταξιδεύει ξανά από την Πέμπτη, ανακοίνωσε το λιμεναρχείο της πόλης",
    "windows-1255": "המעבורת לאי חוזרת לפעול ביום חמישי, כך הודיעה הנהלת הנמל של העיר",
    "euc-jp": "島へのフェリーが木曜日から運航を再開すると港湾局が発表した。",
    "shift_jis": "島へのフェリーが木曜日から運航を再開すると港湾局が発表した。",
    "gbk": "港务局宣布，通往该岛的渡轮将于星期四恢复运营，票价保持不变。",
    "big5": "港務局宣布，通往該島的渡輪將於星期四恢復營運，票價維持不變。",
    "euc-kr": "항만국은 섬으로 가는 여객선이 목요일부터 운항을 재개한다고 발표했다.",
}


@pytest.mark.parametrize("charset", UNDECLARED)
def test_the_charset_of_another_script_is_found_out_where_nobody_says_it(charset: str) -> None:
    text = f"<rss><channel><title>{UNDECLARED[charset]}</title><link>https://paper.example/</link></channel></rss>"
    assert decoded(text.encode(charset)) == text
    assert decoded(text.encode(charset), "iso-8859-1") == text


@pytest.mark.parametrize(
    "text", ["Fähre fährt für fünf Euro", "À l’été, où ça ?", "Ñandú, pingüino, acción", "naïve café", "© 2026"]
)
def test_accented_letters_of_which_nobody_says_the_charset_are_windows_1252(text: str) -> None:
    assert decoded(f"<rss><title>{text}</title></rss>".encode("cp1252")) == f"<rss><title>{text}</title></rss>"


@pytest.mark.parametrize(
    ("declared", "charset"), [("cp866", "cp866"), ("IBM850", "cp850"), ("iso-8859-2", "iso-8859-2"), ("l2", "latin2")]
)
def test_charsets_are_believed_under_all_their_names(declared: str, charset: str) -> None:
    text = f'<?xml version="1.0" encoding="{declared}"?><a>{RUSSIAN if charset == "cp866" else "öäü"}</a>'
    assert decoded(text.encode(charset)) == text


@given(st.binary(), st.none() | st.text() | st.sampled_from(["gb2312", "shift_jis", "iso-2022-jp", "windows-1252"]))
def test_bytes_are_always_a_text_that_can_be_encoded(data: bytes, charset: str | None) -> None:
    decoded(b"\x1b" + data, charset).encode()
    decoded(data, charset).encode()
