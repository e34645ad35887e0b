"""Which address is the article's own, whose it is, and what of it may stand in a log."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digests.links import canonical_url, publisher_of, without_secrets


@pytest.mark.parametrize(
    ("url", "canonical"),
    [
        ("https://ME:x@A.Example/P?utm_source=x&b=%20%FF&c#top", "https://a.example/P?b=%20%FF&c"),
        ("https://a.example/?fbclid=1", "https://a.example/"),
        ("https://a.example/x?at_medium=rss&xtor=RSS-1&ns_campaign=b&wt_mc=c&_hsenc=d&__twitter_impression=true&id=5",
         "https://a.example/x?id=5"),
        ("https://a.example/x?UTM_Source=b", "https://a.example/x"),
        ("https://a.example/x?attachment=1&wting=2&stock=3", "https://a.example/x?attachment=1&wting=2&stock=3"),
        ("http://a.example:80/x", "http://a.example/x"),
        ("https://a.example:8443/x", "https://a.example:8443/x"),
        ("HTTPS://A.example.", "https://a.example/"),
        ("https://münchen.example/ü", "https://xn--mnchen-3ya.example/ü"),
        ("https://straße.example/", "https://straße.example/"),
        ("https://[2001:DB8::1]:443/", "https://[2001:db8::1]/"),
        ("https://a.example/amp/x", "https://a.example/amp/x"),
        ("ftp://a.example/", None),
        ("http://[bad", None),
        ("https://a.example:port/", None),
        ("https:///x", None),
        (f"https://{'a' * 300}.example/", None),
        ("", None),
        (None, None),
    ],
)  # fmt: skip
def test_an_address_loses_only_what_tracks(url: str | None, canonical: str | None) -> None:
    assert canonical_url(url) == canonical


@given(st.text() | st.text(st.sampled_from("htps:/?#[]@&=%.a1ü\n")).map("https://".__add__))
def test_a_canonical_address_is_its_own_canonical_address(url: str) -> None:
    canonical = canonical_url(url)
    assert canonical is None or canonical_url(canonical) == canonical


@pytest.mark.parametrize(
    ("address", "publisher"),
    [
        ("https://paper.example/", "paper.example"),
        ("https://feeds.paper.example/rss", "paper.example"),
        ("https://amp.paper.example:8443/x", "paper.example"),
        ("http://www.paper.co.uk/rss", "paper.co.uk"),
        ("https://me:secret@PAPER.example", "paper.example"),
        ("https://zeitung-köln.example/", "xn--zeitung-kln-zfb.example"),
        ("https://ida.github.io/feed", "ida.github.io"),
        ("https://ida.substack.com/p/x", "ida.substack.com"),
        ("https://ida.wordpress.com/feed", "ida.wordpress.com"),
        ("https://www.gov.uk/news.atom", "www.gov.uk"),
        ("https://paper-example.cdn.ampproject.org/c/s/www.paper.co.uk/x", "paper.co.uk"),
        ("https://www.google.com/amp/s/amp.paper.example/x", "paper.example"),
    ],
)
def test_a_publisher_is_the_registered_domain(address: str, publisher: str) -> None:
    assert publisher_of([None, "", "file:///paper.rss", address], "The Paper") == publisher


@pytest.mark.parametrize(
    "address",
    ["http://feeds.feedburner.com/paper", "https://news.google.com/rss/articles/x", "https://feedproxy.google.com/~r/x",
     "https://medium.com/@ida/x", "https://www.youtube.com/watch?v=x", "http://192.0.2.7/feed", "http://[::1]/feed",
     "http://localhost:8000/feed", "http://intranet/feed", "https://t.co/x", "urn:uuid:x", "http://[bad"],
)  # fmt: skip
def test_who_speaks_for_others_names_no_publisher(address: str) -> None:
    assert publisher_of([address, "https://www.paper.example/"], "The  PAPER") == "paper.example"
    assert publisher_of([address], " The \n PAPER ") == "the paper"


def test_without_name_and_domain_the_host_is_the_publisher() -> None:
    assert publisher_of(["http://192.0.2.7/feed"], "") == "192.0.2.7"
    assert publisher_of([], "") == ""


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("GET https://ida:pass@paper.example:8443/x failed", "GET https://paper.example:8443/x failed"),
        ("//ida:pass@paper.example/x", "//paper.example/x"),
        ('["https://a.example/x","https://ida:pass@b.example/"]', '["https://a.example/x","https://b.example/"]'),
        ("https://ida:pa/ss@paper.example/", "https://…"),
        ("https://ida:1/ss@paper.example/", "https://…"),
        ("https://proxy.example/https://ida:pass@paper.example/", "https://proxy.example/https://…/"),
        ("https://proxy.example/ida%3Apass%40paper.example", "https://proxy.example/…"),
        ("https://a.example/?key=1a2b&page#access_token=3", "https://a.example/?key=…&page"),
        ("https://a.example/feed/3f9a0c7712de88b1/rss.xml", "https://a.example/feed/…/rss.xml"),
        ("https://a.example/f/550e8400-e29b-41d4-a716-446655440000", "https://a.example/f/…"),
        ("https://a.example/eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln", "https://a.example/…"),
        ("https://a.example/QWxhZGRpbjpvcGVuIHNlc2FtZQ", "https://a.example/…"),
        ("https://a.example/x;jsessionid=A1", "https://a.example/x;jsessionid=…"),
        ("https://hooks.slack.com/services/T0AB/B0CD/abcd", "https://hooks.slack.com/…"),
        ("https://discord.com/api/webhooks/123456/ab-cd", "https://discord.com/api/webhooks/123456/…"),
        (
            "https://api.telegram.example/bot12345678:AAabcdefghijklmnopqrstuvwxyz0123/x",
            "https://api.telegram.example/…/x",
        ),
        ("token xoxb-1-2-abc and xapp-1-A2-3-d", "token … and …"),
        ("login MTk4NjIyNDgzNDcxOTI1MjQ4.Cl2FMQ.ZnCjm1XVW7vRze4b7Cq4se7kKWs failed", "login … failed"),
        ("Authorization: Bearer abcdefgh, Basic dXNlcjpwYXNz", "Authorization: Bearer …, Basic …"),
        ("{'password': 'hunter2', 'api_key': 'x'}", "{'password': '…', 'api_key': '…'}"),
    ],
)
def test_no_secret_is_shown(text: str, shown: str) -> None:
    assert without_secrets(text) == shown


@pytest.mark.parametrize(
    "text",
    [
        "https://paper.example/2026/11/18/servan-rages-at-saint-marc-mudbath",
        "https://paper.example/world-europe-12345678",
        "https://paper.example/articles/c9vl7xwkg3xo",
        "https://paper.example/politik/Kanzler-und-Praesident-treffen-sich-2026-in-Koeln.html",
        "https://paper.example/international/article/2026/11/18/a-l-ouest-la-tempete_6512345_3210.html",
        "https://paper.example/wiki/List_of_Heads_of_State_of_Skerry",
        "https://paper.example/Donaudampfschifffahrtsgesellschaft",
        "https://paper.example/%D0%BD%D0%BE%D0%B2%D0%BE%D1%81%D1%82%D0%B8-%D0%B4%D0%BD%D1%8F",
        "https://paper.example/記事/島のフェリー冬も運航へ",
        "https://social.example/@ida/114712345678901234",
        "paper.example: 12 new, the server answered 503 // see the manual",
        "Secrets of the bearer: a basic guide",
        "copy it from Basic Information › App-Level Tokens",
        "",
    ],
)
def test_slugs_numbers_and_prose_stay_readable(text: str) -> None:
    assert without_secrets(text) == text


@given(
    st.text(st.sampled_from("abcXYZ019-_~!"), min_size=8, max_size=20),
    st.text(st.sampled_from("htps:/?#[]@&=%.;'\"< \na1")),
    st.text(st.sampled_from("htps:/?&=%.;a1")),
)
def test_a_password_is_never_shown_whatever_stands_around_it(password: str, before: str, after: str) -> None:
    assert password not in without_secrets(f"{before} https://ida:{password}@paper.example/{after}")
    assert password not in without_secrets(f"{before} https://paper.example/?{after}&k={password}")


@given(st.text() | st.text(st.sampled_from("htps:/?#[]@&=%.;…a1B2 token")))
def test_masking_twice_is_masking_once(text: str) -> None:
    once = without_secrets(text)
    assert without_secrets(once) == once


@pytest.mark.parametrize(
    "unit",
    ["/", ":", "@", "//a@", "https://", "&a=1", "eyJ", "aB1", "token=", "token_", "1", "a-", "a.", "bearer  ", "%41"],
)
def test_a_hostile_text_is_masked_in_no_time(unit: str) -> None:
    text = unit * (300_000 // len(unit))
    for hostile in (text, f"https://a.example/{text}", f"https://a.example/?{text}"):
        assert len(without_secrets(hostile)) <= len(hostile)
