"""Why two articles are one story, or two, as text for a person: who they are, a table of numbers, a closing sentence.

An `Explanation` comes in, text goes out. Pure. It reads, with a legend and the names that are shared:

A  Flood in Ambra leaves 312 homeless
   The Harbour Post · en · 2026-03-01 12:00 UTC · id a1
B  Crue à Ambra : 312 sans-abri
   La Gazette du Rail · fr · 2026-03-01 15:00 UTC · id b1

One story: k7qm, 2 articles

       articles  meaning  facts  languages  days  silence    sum    bar  margin
A – B         1    0.571  0.102      0.070   0.1    0.007  0.736  0.320  +0.416

They are one story: the two alone pass the bar by 0.416.
"""

from datetime import UTC, timedelta

from bot.formats.feeds import counted
from bot.formats.typography import harmless, minute, short_title
from digests.explaining import Comparison, Explained, Explanation, Reason, SharedFact

SHARED_TOLD = 5  # names and numbers of one comparison, the weightiest
WORD_CHARACTERS = 40  # of a name or number
NAME_CHARACTERS = 80  # of what a publisher or an article is called
DAY = timedelta(days=1)

_LEGEND = (
    "meaning: the cosine, without what all news has in common; facts: shared names and numbers;",
    "silence: what the days between them take off; margin: by how much the sum passes the bar,",
    "“closed” where the dates allow no story of both.",
)
_GAP = "  "

Compared = list[tuple[str, Comparison]]


def as_explanation(found: Explanation) -> str:
    """Return why the two articles are or are not one story, ending with a newline."""
    compared = _compared(found)
    blocks = (
        [*_article("A", found.a), *_article("B", found.b)],
        [_stories(found)],
        _table(compared),
        _LEGEND,
        ["Shared names, by their first letters, and numbers:", *_shared(compared)],
        [_verdict(found)],
    )
    return "\n\n".join("\n".join(lines) for lines in blocks) + "\n"


# ---------------------------------------------------------------- who is compared


def _article(name: str, side: Explained) -> list[str]:
    article = side.article
    at = f"{minute(article.dated_at.astimezone(UTC))} UTC"
    told = (
        _cut(article.source, NAME_CHARACTERS),
        _cut(article.language, NAME_CHARACTERS),
        at if article.published_at else f"no date, fetched {at}",
        f"id {_cut(article.id, NAME_CHARACTERS)}",
    )
    return [f"{name}  {short_title(article.title or article.text)}", f"   {' · '.join(told)}"]


def _stories(found: Explanation) -> str:
    a, b = (f"{side.story.id}, {counted(len(side.story.article_ids), 'article')}" for side in (found.a, found.b))
    return f"One story: {a}" if found.is_one_story else f"Two stories: A in {a}; B in {b}"


def _cut(text: str, characters: int) -> str:
    text = harmless(text)
    return text if len(text) <= characters else text[: characters - 1] + "…"


# ---------------------------------------------------------------- the numbers


def _compared(found: Explanation) -> Compared:
    """Return each comparison with its name; none twice, as with a story that is the other article alone."""
    home = "the rest of the story" if found.is_one_story else "its own story"
    rows = (
        ("A – B's story", found.a.there),
        (f"A – {home}", found.a.home),
        ("B – A's story", found.b.there),
        (f"B – {home}", found.b.home),
        ("A's story – B's story", found.stories),
    )
    return [("A – B", found.pair), *((name, row) for name, row in rows if row and row != found.pair)]


def _table(compared: Compared) -> list[str]:
    heads = ("", "articles", "meaning", "facts", "languages", "days", "silence", "sum", "bar", "margin")
    rows = [heads, *((name, *_numbers(row)) for name, row in compared)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return [
        _GAP.join([name.ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(cells, widths[1:], strict=True))])
        for name, *cells in rows
    ]


def _numbers(row: Comparison) -> tuple[str, ...]:
    parts = (row.meaning, row.facts, row.languages)
    margin = f"{row.margin:+z.3f}" if row.is_open else "closed"
    ends = (f"{row.days:.1f}", _short(-row.silence), _short(row.near), _short(row.bar), margin)
    return str(row.articles), *map(_short, parts), *ends


def _short(number: float) -> str:
    return f"{number:z.3f}"


def _shared(compared: Compared) -> list[str]:
    width = max(len(name) for name, _ in compared)
    return [f"{name.ljust(width)}{_GAP}{_words(row.shared)}" for name, row in compared]


def _words(shared: tuple[SharedFact, ...]) -> str:
    told = [f"“{_cut(fact.text, WORD_CHARACTERS)}” {_short(fact.part)}" for fact in shared[:SHARED_TOLD]]
    if others := shared[SHARED_TOLD:]:
        told.append(f"{len(others)} more {_short(sum(fact.part for fact in others))}")
    return ", ".join(told) or "none"


# ---------------------------------------------------------------- in words


def _verdict(found: Explanation) -> str:
    """Return what decided, in one sentence."""
    said = _why_one(found) if found.is_one_story else _why_two(found)
    return f"They are {'one story' if found.is_one_story else 'two stories'}: {said}."


def _why_one(found: Explanation) -> str:
    if found.reason is Reason.NEAR:
        return f"the two alone pass the bar by {_short(found.pair.margin)}"
    if found.reason is Reason.NEAR_TO_REST:
        alone = f"miss the bar by {_short(-found.pair.margin)}" if found.pair.is_open else _days_apart(found.pair)
        return f"alone they {alone}, but both are near to the rest of the story"
    name, side = _named(found, found.farther)
    missed = f" {_missed(side.home, 'the rest of the story')} today, but it" if side.home else ""
    return f"{name}{missed} joined when the story was another, and leaves only for one that it fits clearly better"


def _why_two(found: Explanation) -> str:
    name, side = _named(found, found.nearer)
    story = "B's story" if name == "A" else "A's story"
    passes, home = f"{name} passes the bar of {story} by {_short(side.there.margin)}", side.home
    match found.reason:
        case Reason.CLOSED:
            return _too_long(found, found.stories or found.pair)
        case Reason.FAR if not found.stories:
            return f"they miss the bar by {_short(-found.pair.margin)}"
        case Reason.FAR:
            own = f"; that of its own it passes by {_short(home.margin)}" if home and home.passes else ""
            return f"{name}, the nearer of the two, {_missed(side.there, story)}{own}"
        case Reason.HOME_NEARER if home:
            return f"{passes}, but that of its own by {_short(home.margin)}"
        case Reason.NOT_CLEARLY if home:
            gain, wanted = _short(side.there.margin - home.margin), _short(found.parameters.move)
            return f"{passes}; that is {gain} nearer than its own, and it moves only for {wanted}"
        case Reason.POSTED:
            return f"{passes}, but people have seen it in its own story, and what was posted stays"
        case Reason.MERGE_BAR if found.stories:
            missed = f"their stories miss the bar for stories by {_short(-found.stories.margin)}"
            too_long = _too_long(found, found.stories)
            return f"{passes} today, but not when it came; {missed if found.stories.is_open else too_long}"
    return "by today's numbers they could be one, but when the later one came the stories were others"


def _named(found: Explanation, side: Explained) -> tuple[str, Explained]:
    return "A" if side is found.a else "B", side


def _missed(row: Comparison, whose: str) -> str:
    return f"misses the bar of {whose} by {_short(-row.margin)}" if row.is_open else f"is too far in time from {whose}"


def _days_apart(row: Comparison) -> str:
    return f"are {row.days:.1f} days apart"


def _too_long(found: Explanation, row: Comparison) -> str:
    closes, lives = found.parameters.open_for / DAY, found.parameters.lives_for / DAY
    if row.days > closes:
        return f"they {_days_apart(row)}, and a story closes after {closes:g} days of silence"
    return f"together they would last {row.span_days:.1f} days, and a story lives for {lives:g} at most"
