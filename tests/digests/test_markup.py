"""How markup and texts become plain lines."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digests.markup import lines, one_line, plain_paragraphs

UNSEEN = {"Cc", "Cs"}
BIDI = set("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")


@pytest.mark.parametrize(
    ("markup", "paragraphs"),
    [
        ("one\ntwo", ["one", "two"]),
        ("<p>one\nline<p>two<br>three", ["one line", "two", "three"]),
        ("<div>a<p>b</p>c</div>d", ["a", "b", "c", "d"]),
        ("a<script>x()</script><style>p{}</style><figure><figcaption>pier</figcaption></figure>b", ["a", "b"]),
        ("<!-- no --><?php no ?><p>yes</p>", ["yes"]),
        ("<p>salt &amp; sea, 1 &lt; 2</p>", ["salt & sea, 1 < 2"]),
        ("&lt;p&gt;twice&lt;/p&gt;", ["twice"]),
        ("<p>the boat&amp;#8217;s &amp;amp; pier</p>", ["the boat’s & pier"]),
        ("<![CDATA[<p>wrapped</p>]]>", ["wrapped"]),
        ("5 < 6 & 7", ["5 < 6 & 7"]),
        ("<p>e\u0301te\u0301 a&nbsp;b</p>", ["été a\u00a0b"]),
        ("<p>so&shy;ft\u202ex\u061cy\u2067z\0</p>", ["softxyz"]),
        ("<p>👩\u200d🚒 نام\u200cها</p>", ["👩\u200d🚒 نام\u200cها"]),
        ("<p></p> &nbsp;<br>", []),
    ],
)
def test_html_becomes_its_visible_paragraphs(markup: str, paragraphs: list[str]) -> None:
    assert plain_paragraphs(markup) == paragraphs


def test_a_text_becomes_its_lines() -> None:
    assert lines(" one \r\n\n\ttwo  words\u2028three") == ["one", "two words", "three"]
    assert one_line("one\n two") == "one two"


def test_tags_escaped_a_hundred_thousand_times_and_never_closed_are_text() -> None:
    assert plain_paragraphs("&lt;p " * 100_000)


@pytest.mark.parametrize(
    "markup",
    [
        "<p " + " ".join(f"a{n}=1" for n in range(90_000)) + ">x</p>",
        "<p>a" + "\u0301\u0323" * 200_000,
        "<div>" * 150_000,
        "<" * 900_000,
        "<!--" * 200_000,
        "<p>x</p>" * 100_000,
        "<a href='" * 100_000,
        "<ul><li>" * 100_000,
        "<math>" * 100_000,
    ],
    ids=["attributes", "marks", "nested", "angles", "comments", "paragraphs", "quotes", "lists", "formulas"],
)
def test_hostile_markup_does_not_hang_the_reader(markup: str) -> None:
    assert all(paragraph.strip() for paragraph in plain_paragraphs(markup))


@given(st.one_of(st.text(), st.text(st.sampled_from("<>&;/#!-p brdivx12\u202e\u0301\0\n")), st.text(st.characters())))
def test_any_html_gives_lines_without_control_and_direction_characters(markup: str) -> None:
    for line in plain_paragraphs(markup) + plain_paragraphs(f"<p>{markup}</p>"):
        assert line.strip()
        assert not {unicodedata.category(character) for character in line} & UNSEEN
        assert not BIDI & set(line)


@pytest.mark.parametrize(
    "text", ["don\x92t \x96 \x93so\x94 he said\x85", "don&#146;t &#150; &#147;so&#148; he said&#133;"]
)
def test_windows_1252_taken_for_unicode_is_what_it_was(text: str) -> None:
    assert plain_paragraphs(text) == plain_paragraphs(f"<p>{text}</p>") == ["don’t – “so” he said…"]
