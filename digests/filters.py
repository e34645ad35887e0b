"""Which articles and stories a channel wants, by rules as a person writes them.

In: rules as text, and articles. Out: parsed rules, which articles stay, and a verdict for each story. Pure.

    climate             as a whole word, in any case; of several words each must occur
    "rate cut"          exactly so, in any case
    /rat(e|ing)s? cut/  a regular expression of RE2, in any case; ^ is the start of the title, \\b and \\w know ASCII
    source:paper.example, source:The Paper, source:https://paper.example/rss
    language:fr
    topic:natural disasters    by meaning, in all languages; `topics` tells which stories are

Rules of source and language speak of articles, the others of stories:

- An article stays when it meets one `include` rule of each of these two kinds that there is, and no `exclude` rule.
- A story is included when one of its articles meets a rule, or a topic is near enough; excluded when in one language
  at least half of its articles meet a rule, or a topic is near enough. So a mention in one article of twenty hides
  nothing, and a word of one language is enough to hide a story in all. To exclude wins.

>>> parse_rule("Source: paper.example").wanted
'paper.example'
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property, lru_cache
from typing import Any
from urllib.parse import urlsplit

import re2

from digests.errors import BadRequest
from digests.languages import same_language
from digests.links import canonical_url
from digests.models import Article

MAX_RULES = 100
MAX_CHARACTERS = 200  # of one rule
MAX_TEXT = 100_000  # characters of an article that are looked at
MAX_KEPT = 4096  # hosts, names and letters that are remembered: each rule asks for them again
MAX_PROGRAM = 5000  # steps of a compiled regular expression; with more a megabyte of text may take many seconds
ENOUGH = 0.5  # how near a topic must be, and how much of a story must meet a rule that excludes it

_QUOTES = frozenset('"“”„‟«»')  # any of them opens and closes: German closes with “, Danish opens with »
# Ways to write an apostrophe or a hyphen; the dot of a Turkish capital; soft hyphens; the end of a paragraph.
_AS_ONE = dict.fromkeys("’‘ʼ", "'") | dict.fromkeys("‐‑", "-") | {"i\u0307": "i", "\xad": "", "\n": " "}
_KEYED = re.compile(r"([^\W\d_]+) ?:( ?)(.*)")
# Scripts that set no blanks between words, or add endings to names (Korean): there a word may begin and end anywhere.
_UNSPACED = re2.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}\p{Bopomofo}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}ー]")
_IN_WORD = re.compile(r"[^\W_]")
_BOUND_BESIDE_LETTER = re.compile(r"\\b[^\0-\x7f]|[^\0-\x7f]\\b")
# What has no letter in common but the most frequent: a regular expression that finds all of these finds everything.
_PROBES = (b"Rain fell.", b"Der Zug kommt an.", b"Oggi piove un po'.", b"Il est parti hier.")


class Kind(StrEnum):
    """What a rule looks at."""

    WORDS = "words"
    PHRASE = "phrase"
    REGEX = "regex"
    SOURCE = "source"
    LANGUAGE = "language"
    TOPIC = "topic"


OF_ARTICLES = frozenset({Kind.SOURCE, Kind.LANGUAGE})  # the other kinds speak of stories


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule, made by `parse_rule`."""

    kind: Kind
    wanted: str  # words in small letters, an expression, a source, a language or a topic
    written: str = field(compare=False)  # as the person wrote it
    texts: tuple[str, ...] = field(default=(), compare=False, repr=False)  # words, or a phrase, that must all be there
    pattern: Any = field(default=None, compare=False, repr=False)  # a compiled expression


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryVerdict:
    """Whether a story is told, and why."""

    kept: bool
    rule: Rule | None  # that included or excluded it; None: no rule was met
    share: float  # of the articles in the language with most that meet it, or how near the (nearest) topic is: 0 to 1


# ---------------------------------------------------------------- rules as they are written


def parse_rules(written: Iterable[str]) -> tuple[Rule, ...]:
    """Return the rules in their order, each once. Raises BadRequest for the first that is none, or for too many."""
    rules = tuple(dict.fromkeys(parse_rule(one) for one in written))
    if len(rules) > MAX_RULES:
        raise BadRequest(f"{len(rules)} rules are too many; keep to {MAX_RULES}")
    return rules


def parse_rule(written: str) -> Rule:
    """Return what a person has written as a rule. Raises BadRequest with a sentence on what to write instead."""
    # Half of a character that takes two, as broken programs send, is none.
    text = " ".join(written.encode("utf-8", "replace").decode().split())
    if len(text) > MAX_CHARACTERS:
        raise BadRequest(f"the rule “{text[:30]}…” is longer than {MAX_CHARACTERS} characters; write a shorter one")
    if not text:
        raise BadRequest('the rule is empty; write a word, a "phrase", or topic: with a few words')
    if text[0] == "/":
        return _regex(text)
    if text[0] in _QUOTES:
        return _phrase(text)
    if keyed := _KEYED.fullmatch(text):
        key, blank, value = keyed.groups()
        if key.casefold() in _KEYS:
            return _KEYS[key.casefold()](text, value)
        if value and not blank:  # "Live: the final" may be words; "lang:fr" was meant otherwise
            raise BadRequest(f'“{key}:” is no kind of rule; write source:, language: or topic:, or quote it: "{text}"')
    return _words(text)


def _words(text: str) -> Rule:
    if not _QUOTES.isdisjoint(text):
        raise BadRequest(f"the rule “{text}” is partly in quotes; put all of it in quotes, or write two rules")
    folded = _folded(text)
    _need_word(text, folded)
    words = tuple(dict.fromkeys(folded.split()))
    return Rule(kind=Kind.WORDS, wanted=" ".join(sorted(words)), written=text, texts=words)


def _phrase(text: str) -> Rule:
    inner = text[1:-1]
    if len(text) == 1 or text[-1] not in _QUOTES:
        raise BadRequest(f"the rule {text} opens a quote and does not close it; end it with a quote")
    if not _QUOTES.isdisjoint(inner):
        raise BadRequest(f"the rule {text} has quotes within quotes; write one phrase in a rule")
    phrase = _folded(inner.strip())
    _need_word(text, phrase)
    return Rule(kind=Kind.PHRASE, wanted=phrase, written=text, texts=(phrase,))


def _need_word(text: str, folded: str) -> None:
    """Refuse what is nothing but punctuation: it stands in every article."""
    if not any(unicodedata.category(letter)[0] in "LNS" for letter in folded):
        raise BadRequest(f"the rule {text} has no word in it; write at least one")


def _regex(text: str) -> Rule:
    # The i of other tools changes nothing: no rule looks at case.
    closed = text.removesuffix("i") if text.endswith("/i") else text
    pattern = closed[1:-1]
    if len(closed) == 1 or closed[-1] != "/":
        raise BadRequest(f"the rule {text} opens a regular expression and does not close it; end it with /")
    try:
        compiled = re2.compile(pattern, _options())
    except re2.error as error:
        raise BadRequest(f"{text} is no regular expression of RE2: {_reason(error)}") from None
    if compiled.search(b"") or all(compiled.search(probe) for probe in _PROBES):
        raise BadRequest(f"{text} matches everything; name at least one word in it")
    if _BOUND_BESIDE_LETTER.search(pattern):  # it would never be found
        raise BadRequest(
            rf"in {text} \b stands by a letter beyond a to z, where RE2 sees no bound; write [^\pL] or blanks"
        )
    if compiled.programsize > MAX_PROGRAM:
        raise BadRequest(f"{text} is too complicated; repeat fewer times in it")
    return Rule(kind=Kind.REGEX, wanted=pattern, written=text, pattern=compiled)


def _reason(error: re2.error) -> str:
    """Return what the engine says, with what people mostly meant where it says little."""
    said = error.args[0] if error.args else ""
    reason = said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said)
    if reason.startswith("invalid perl operator: (?"):
        return f"{reason}; it cannot look ahead or behind"
    if re.match(r"invalid escape sequence: \\\d", reason):
        return f"{reason}; it cannot refer back to a group"
    return reason


def _source(text: str, value: str) -> Rule:
    value = _unquoted(value)
    name = _folded(value)
    if not _IN_WORD.search(name):
        raise BadRequest("source: stands alone; write a newspaper's name or domain after it, as source:paper.example")
    if "." in name and " " not in name:  # a domain, in IDNA as addresses are kept, or an address
        address = canonical_url(value if "://" in value else f"https://{value}")
        parts = urlsplit(address or "")
        is_domain = parts.path in {"", "/"} and not parts.query
        name = (_host(address).removeprefix("www.") if is_domain else address) or name
    return Rule(kind=Kind.SOURCE, wanted=name, written=text)


def _language(text: str, value: str) -> Rule:
    if not same_language(value, value):  # und, and what is no tag, are not even like themselves
        raise BadRequest(f"“{value}” is no language code; write one such as language:fr or language:pt-BR")
    return Rule(kind=Kind.LANGUAGE, wanted=value, written=text)


def _topic(text: str, value: str) -> Rule:
    words = _unquoted(value)
    if not _IN_WORD.search(words):
        raise BadRequest("topic: stands alone; write a few words after it, as topic:natural disasters")
    return Rule(kind=Kind.TOPIC, wanted=words, written=text)


def _unquoted(value: str) -> str:
    return value.strip("".join(_QUOTES) + " ")


_KEYS: dict[str, Callable[[str, str], Rule]] = {"source": _source, "language": _language, "topic": _topic}


# ---------------------------------------------------------------- text


def _folded(text: str) -> str:
    """Return the text so that letters which differ in case or form alone are one, on one line; accents stay."""
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    for typographic, plain in _AS_ONE.items():
        folded = folded.replace(typographic, plain)
    return folded


_folded_name = lru_cache(MAX_KEPT)(_folded)


def _has(text: str, wanted: str) -> bool:
    """Whether a word or phrase stands in the text with no letter of another word at its ends."""
    at = text.find(wanted)
    if at < 0:
        return False
    opens, closes = _joins(wanted[0]), _joins(wanted[-1])
    while at >= 0:
        end = at + len(wanted)
        is_cut = (opens and at > 0 and _joins(text[at - 1])) or (closes and end < len(text) and _joins(text[end]))
        if not is_cut:
            return True
        at = text.find(wanted, at + 1)
    return False


@lru_cache(MAX_KEPT)
def _joins(letter: str) -> bool:
    """Whether it belongs to the word beside it."""
    return unicodedata.category(letter)[0] in "LNM" and not _UNSPACED.search(letter.encode("utf-8", "replace"))


def _options() -> Any:
    options = re2.Options()
    options.log_errors = False  # it would write to the standard error
    options.never_capture = True
    options.case_sensitive = False
    return options


class _Text:
    """What rules look at of one article, each form made once and only when a rule asks for it."""

    def __init__(self, article: Article) -> None:
        self._plain = f"{article.title}\n{article.text}"[:MAX_TEXT]

    @cached_property
    def _bytes(self) -> bytes:
        return self._plain.encode("utf-8", "replace")

    @cached_property
    def _folded(self) -> str:
        return _folded(self._plain)[:MAX_TEXT]  # one letter may have become eighteen

    def meets(self, rule: Rule) -> bool:
        """Whether a rule of words, a phrase or an expression is met."""
        if rule.pattern:
            return rule.pattern.search(self._bytes) is not None
        folded = self._folded
        return all(_has(folded, text) for text in rule.texts)


# ---------------------------------------------------------------- matching


def matches(rule: Rule, article: Article) -> bool:
    """Whether an article meets a rule of any kind but TOPIC, which only vectors can tell."""
    if rule.kind is Kind.SOURCE:
        return _is_from(article, rule.wanted)
    if rule.kind is Kind.LANGUAGE:
        return same_language(rule.wanted, article.language)
    if rule.kind is Kind.TOPIC:
        raise ValueError("a topic is matched by meaning, not by text")
    return _Text(article).meets(rule)


def _is_from(article: Article, source: str) -> bool:
    """Whether the source is the article's publisher or a domain above it, the host of its address, its name or feed."""
    if source in (article.publisher, article.feed_url) or source == _folded_name(article.source):
        return True
    hosts = (article.publisher, _host(article.url), _host(article.feed_url))
    return "." in source and any(host and f".{host}".endswith(f".{source}") for host in hosts)


@lru_cache(MAX_KEPT)
def _host(url: str | None) -> str:
    return urlsplit(canonical_url(url) or "").hostname or ""


def kept_articles(
    articles: Iterable[Article], include: Sequence[Rule], exclude: Sequence[Rule]
) -> tuple[list[Article], dict[str, Rule | None]]:
    """Return the articles that the rules of source and language leave, and {article id: the rule that took it}.

    The rule is None where the article meets no `include` rule of a kind that there is one of.
    """
    wanted = [[rule for rule in include if rule.kind is kind] for kind in sorted(OF_ARTICLES)]
    unwanted = [rule for rule in exclude if rule.kind in OF_ARTICLES]
    kept: list[Article] = []
    dropped: dict[str, Rule | None] = {}
    for article in articles:
        against = next((rule for rule in unwanted if matches(rule, article)), None)
        if against or not all(any(matches(rule, article) for rule in rules) for rules in wanted if rules):
            dropped[article.id] = against
        else:
            kept.append(article)
    return kept, dropped


def story_verdict(
    articles: Sequence[Article],
    include: Sequence[Rule],
    exclude: Sequence[Rule],
    near: Mapping[str, float],
) -> StoryVerdict:
    """Return whether the rules of words, phrases, expressions and topics leave a story of these articles.

    `near` is {what a rule of a topic wants: how near the story is to it}, 0 to 1; from ENOUGH on it is about it.
    """
    texts = [(article.language, _Text(article)) for article in articles]
    for rule in exclude:
        if rule.kind not in OF_ARTICLES and (share := _share(rule, texts, near)) >= ENOUGH:
            return StoryVerdict(kept=False, rule=rule, share=share)
    wanted = [rule for rule in include if rule.kind not in OF_ARTICLES]
    highest = 0.0
    for rule in wanted:
        share = _share(rule, texts, near)
        if share >= ENOUGH or (share > 0 and rule.kind is not Kind.TOPIC):
            return StoryVerdict(kept=True, rule=rule, share=share)
        highest = max(highest, share)
    return StoryVerdict(kept=not wanted, rule=None, share=highest)


def _share(rule: Rule, texts: Sequence[tuple[str, _Text]], near: Mapping[str, float]) -> float:
    """Return how near the topic is, or which share of the articles meets the rule, in the language with most."""
    if rule.kind is Kind.TOPIC:
        return near[rule.wanted]
    articles = Counter(language for language, _ in texts)
    meeting = Counter(language for language, text in texts if text.meets(rule))
    return max((meeting[language] / count for language, count in articles.items()), default=0.0)
