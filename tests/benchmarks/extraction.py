"""How well and how fast the main text of pages is found: read_page, trafilatura as it comes, and every `<p>`.

The pages are the sample articles of seeds/feeds, each dressed in four page templates with menus, banners, boxes,
comments and related articles. Found and missed are counted in words, over all pages together.

Run: .venv/bin/python -m tests.benchmarks.extraction
"""

import time
from collections import Counter
from collections.abc import Callable, Sequence
from html import escape
from pathlib import Path

import trafilatura
from lxml import html

from digests.errors import FeedUnreadable
from digests.feeds import read_feed
from digests.furniture import without_furniture
from digests.markup import plain_paragraphs
from digests.pages import read_page

FEEDS = Path(__file__).parents[2] / "seeds" / "feeds"
URL = "https://paper.example/2026/11/an-article"
RUNS = 3

Template = Callable[[str, str, str], str]  # title, paragraphs as HTML, a headline and teaser of other articles


def semantic(title: str, body: str, others: str) -> str:
    """Dress an article as a newspaper's content system of today does."""
    return f"""<!DOCTYPE html><html><head><title>{title} | The Paper</title><meta property="og:title" content="{title}">
<script>window.dataLayer=[{{"page":"article"}}]</script><style>p{{margin:0}}</style></head><body>
<div id="cookie-consent" class="cookie-banner"><p>We use cookies. You can change your choice at any time.</p></div>
<header><nav><ul>{"<li><a href='/x'>Section</a></li>" * 12}</ul></nav></header>
<main><article><h1>{title}</h1><div class="share"><a href="#">Share</a></div>{body}
<aside class="related"><h3>Related</h3>{others}</aside></article>
<section id="comments" class="comments"><h3>Comments</h3>
<p>I was there and it was nothing like that.</p></section></main>
<footer><p>All rights reserved. Imprint. Contact. Advertise with us.</p></footer></body></html>"""


def blog(title: str, body: str, others: str) -> str:
    """Dress an article as a blog with sidebar and author's box does."""
    return f"""<html><head><title>{title}</title></head><body class="single post"><div id="page">
<div id="masthead"><a href="/">The Paper</a></div><div class="main-navigation">{"<a href='/x'>Topic</a> " * 9}</div>
<div id="content" class="site-content"><div class="post"><h1 class="entry-title">{title}</h1>
<div class="entry-content">{body}<div class="sharedaddy"><p>Share this: Facebook, Mail</p></div></div>
<div class="author-box"><p>The author writes about everything and lives by the sea with two dogs.</p></div></div></div>
<div id="secondary" class="sidebar widget-area"><h3>Recent posts</h3>{others}</div>
<div id="respond" class="comments-area"><p>Your email address will not be published.</p></div></div></body></html>"""


def divisions(title: str, body: str, others: str) -> str:
    """Dress an article in nameless boxes, with paragraphs that are boxes too, as applications do."""
    body, others = (markup.replace("<p>", "<div>").replace("</p>", "</div>") for markup in (body, others))
    return f"""<html><head><title>{title}</title></head><body><div><div>{"<a href='/x'>Menu</a>" * 8}</div>
<div><div><h1>{title}</h1><div>{body}</div></div>
<div><div>Newsletter</div><div>Every morning in your mailbox.</div></div>
<div>{others}</div></div><div>Imprint Privacy</div></div></body></html>"""


def table(title: str, body: str, others: str) -> str:
    """Dress an article as a page of twenty years ago does, laid out by a table."""
    return f"""<html><head><title>{title}</title></head><body><table width="900"><tr>
<td width="150">{"<a href='/x'>Link</a><br>" * 15}</td><td><h1>{title}</h1>{body}</td>
<td width="150"><b>More</b>{others}</td></tr></table><center><font size="1">The Paper</font></center></body></html>"""


def pages() -> list[tuple[bytes, list[str]]]:
    """Return every sample article in every template, with the paragraphs that should be found."""
    found: list[tuple[str, list[str]]] = []
    for path in sorted(FEEDS.iterdir()):
        _, entries = read_feed(path.read_bytes(), url=path.as_uri())[:2]
        for entry in entries:
            title = " ".join(plain_paragraphs(entry.title))
            paragraphs = without_furniture(plain_paragraphs(entry.content), title=title, author=entry.author)
            found.append((title, paragraphs))
    made = []
    for number, (title, paragraphs) in enumerate(found):
        body = "\n".join(f"<p>{escape(paragraph)}</p>" for paragraph in paragraphs)
        others = "\n".join(
            f"<h4><a href='/{at}'>{escape(other)}</a></h4><p>{escape(texts[0][:90])}</p>"
            for at, (other, texts) in enumerate(found[number - 4 : number])
        )
        templates: Sequence[Template] = (semantic, blog, divisions, table)
        made += [(template(escape(title), body, others).encode(), paragraphs) for template in templates]
    return made


def ours(page: bytes) -> str:
    """Return what read_page finds."""
    try:
        return "\n".join(read_page(page, url=URL, charset="utf-8").paragraphs)
    except FeedUnreadable:
        return ""


def stock(page: bytes) -> str:
    """Return what trafilatura finds with its own settings."""
    return trafilatura.extract(page.decode()) or ""


def every_p(page: bytes) -> str:
    """Return the text of every paragraph element."""
    return "\n".join(
        "".join(map(str, paragraph.itertext())) for paragraph in html.document_fromstring(page.decode()).iter("p")
    )


def main() -> None:
    """Print a table: pages a second (the best of three runs), precision, recall and F1 by words."""
    dressed = pages()
    print(f"{len(dressed)} pages, {sum(len(page) for page, _ in dressed) / 1e6:.1f} MB\n")
    print("| what | pages a second | precision | recall | F1 |")
    print("| --- | --- | --- | --- | --- |")
    for name, extract in (("`read_page`", ours), ("trafilatura, as it comes", stock), ("every `<p>`", every_p)):
        seconds = []
        for _ in range(RUNS):
            started = time.perf_counter()
            texts = [extract(page) for page, _ in dressed]
            seconds.append(time.perf_counter() - started)
        shared = said = wanted = 0
        for text, (_, paragraphs) in zip(texts, dressed, strict=True):
            got, truth = Counter(text.split()), Counter(" ".join(paragraphs).split())
            shared, said, wanted = shared + (got & truth).total(), said + got.total(), wanted + truth.total()
        precision, recall = shared / said, shared / wanted
        f1 = 2 * precision * recall / (precision + recall)
        print(f"| {name} | {len(dressed) / min(seconds):.0f} | {precision:.3f} | {recall:.3f} | {f1:.3f} |")


if __name__ == "__main__":
    main()
