"""Every word that the bot itself says to readers, in their language.

A language tag comes in, a `Texts` goes out: messages from `locales/*/*.ftl` (Fluent, projectfluent.org), dates and the
names of languages from CLDR (Babel). What has no locale or no message in its locale is said in English.

>>> texts_for("fr").in_language("en")
'en anglais'
>>> texts_for("de").say("publishers", count=7)
'7 Medien'
"""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from importlib.resources import files

from babel import Locale
from babel.core import UnknownLocaleError
from babel.dates import format_date, format_interval, format_time
from fluent.runtime import FluentBundle, FluentResource

from digests.errors import BadRequest
from digests.models import UNDETERMINED

LANGUAGES = ("en", "fr", "de", "it", "es")  # those with a folder in locales/; the first is what the others fall back to

_TAG = re.compile(r"[a-z]{2,8}(?:[-_][a-z0-9]{1,8})*", re.IGNORECASE | re.ASCII)


def primary_subtag(tag: str) -> str:
    """The language of a BCP 47 tag without script and region: `pt` of `pt-BR`; `und` of what is no tag."""
    return re.split("[-_]", tag)[0].lower() if _TAG.fullmatch(tag) else UNDETERMINED


def known_language(tag: str) -> str:
    """The tag as BCP 47 writes it: `pt-BR` of `PT_br`. BadRequest for what CLDR knows no language for.

    >>> known_language("PT_br")
    'pt-BR'
    """
    primary, *rest = re.split("[-_]", tag.strip())
    names = Locale.parse("en").languages
    if not _TAG.fullmatch(tag.strip()) or primary.lower() not in names or primary.lower() == UNDETERMINED:
        raise BadRequest(f"“{tag}” is no language code; write one such as en, fr, de, it, es or pt-BR")
    return "-".join([primary.lower(), *(part.title() if len(part) == 4 else part.upper() for part in rest)])


@dataclass(frozen=True, slots=True, kw_only=True)
class Texts:
    """The bot's words in one language; made by `texts_for`."""

    language: str  # the language these words are in: one of LANGUAGES, not always the one asked for
    locale: Locale  # how dates and names are written: `en-GB` and `en-US` share words but not dates
    bundles: tuple[FluentBundle, ...]  # where messages are looked up, first one first

    def say(self, key: str, **args: str | int) -> str:
        """The message `key` with its arguments filled in, numbers as this language writes them.

        KeyError for a key that English has not; Fluent's own error for an argument that the message wants and lacks.
        """
        for bundle in self.bundles:
            if bundle.has_message(key) and (pattern := bundle.get_message(key).value):
                text, errors = bundle.format_pattern(pattern, args)
                if errors:  # a mistake of ours, which Fluent would print as `{$count}` in front of the reader
                    raise errors[0]
                return str(text)
        raise KeyError(key)

    def language_name(self, code: str) -> str:
        """The name of a language as it stands in running text: "Italian", "italien", "Italienisch"."""
        if name := self._cldr_name(code):
            return name
        if primary_subtag(code) == UNDETERMINED:
            return self.say("unknown-language")
        return self.say("unknown-language-called", code=code)

    def in_language(self, code: str) -> str:
        """ "in German", "en allemand", "auf Deutsch": the language without script and region.

        "auf Brasilianisches Portugiesisch" would be bad German, and which Portuguese it is matters little here.
        """
        name = self._cldr_name(primary_subtag(code))
        return self.say("in-language", language=name) if name else self.say("in-unknown-language")

    def date_range(self, since: datetime | None, until: datetime) -> str:
        """The days of a window, `until` not included: "20–21 novembre 2026", "21 novembre 2026", "fino a: 21 …".

        Both in their own time zones: convert them to the reader's first.
        """
        # A window that ends at midnight does not reach into the day that begins there.
        last = (until - timedelta(microseconds=1)).date()
        if since is None:
            day = format_date(last, "long", locale=self.locale)
            return self.say("up-to", day=day)
        if since.date() >= last:
            return format_date(last, "long", locale=self.locale)
        return format_interval(since.date(), last, "yMMMMd", locale=self.locale)

    def moment(self, at: datetime) -> str:
        """A day and a time to the minute, in the time zone that `at` carries: "21 nov. 2026, 18:05".

        The zone is not named: say it once, beside the moments.
        """
        # CLDR's "short" date has two-digit years and its "medium" time has seconds, so the two are put together here.
        day = format_date(at.date(), "medium", locale=self.locale)
        # Babel would take an aware time's offset at today's date, so the zone is left out: nothing is to be converted.
        time = format_time(at.time(), "short", locale=self.locale)
        return str(self.locale.datetime_formats["medium"]).replace("{1}", day).replace("{0}", time).replace("'", "")

    def _cldr_name(self, code: str) -> str | None:
        """What CLDR calls the tag or the longest beginning of it that has a name; None for none, and for `und`."""
        if primary_subtag(code) == UNDETERMINED:
            return None  # CLDR's words for it differ from ours in the messages beside
        first, *rest = re.split("[-_]", code)
        # CLDR's keys are cased: `zh_Hant`, `pt_BR`.
        parts = [first.lower(), *(part.title() if len(part) == 4 else part.upper() for part in rest)]
        keys = ["_".join(parts[:length]) for length in range(len(parts), 0, -1)]
        return next((str(self.locale.languages[key]) for key in keys if key in self.locale.languages), None)


@lru_cache(maxsize=64)
def texts_for(language: str) -> Texts:
    """The bot's words for a reader of `language`: English where there are none in it.

    Tags are read leniently: `pt_br` is `pt-BR`, a region that CLDR does not know is left out, and nonsense is English.
    """
    primary = primary_subtag(language)
    if primary not in LANGUAGES:
        primary = language = LANGUAGES[0]
    return Texts(
        language=primary,
        locale=_locale(language, primary),
        bundles=tuple(_bundle(name) for name in dict.fromkeys((primary, LANGUAGES[0]))),
    )


def _locale(tag: str, primary: str) -> Locale:
    try:
        return Locale.parse(tag.replace("-", "_"))
    except (ValueError, UnknownLocaleError):  # a region or variant that CLDR does not know
        return Locale.parse(primary)


@lru_cache
def _bundle(language: str) -> FluentBundle:
    # Read here rather than by Fluent's own loader, which leaves its files open and wants a folder on disk.
    # Isolating marks are bidi controls: invisible in a page, but noise in a terminal and in a search.
    bundle = FluentBundle([language], use_isolating=False)
    for file in files("bot").joinpath("locales", language).iterdir():
        bundle.add_resource(FluentResource(file.read_text(encoding="utf-8")))
    return bundle
