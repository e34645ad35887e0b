"""Languages as people call them: by their code, or by their name in a language that the bot speaks or in their own.

In: what somebody typed. Out: language tags, BCP 47; names are CLDR's, by Babel. Pure.

>>> language_meant("Deutsch"), language_meant("FRANCAIS"), language_meant("PT_br"), language_meant("klingonese")
('de', 'fr', 'pt-BR', None)
"""

from functools import lru_cache

from bot.texts import LANGUAGES, Texts, texts_for
from digests.errors import BadRequest
from digests.preferences import PREFERENCES
from digests.wording import plain

# What those that most news is written in call themselves, as CLDR has it: to read so many locales takes a third of a
# second.
_OWN_NAMES = {
    name.replace("_", " "): tag
    for tag, _, name in (
        row.partition("=")
        for row in (
            "ar=العربية bg=български bn=বাংলা ca=català cs=čeština da=dansk el=ελληνικά et=eesti eu=euskara "
            "fa=فارسی fi=suomi ga=gaeilge gl=galego he=עברית hi=हिन्दी hr=hrvatski hu=magyar id=indonesia "
            "is=íslenska ja=日本語 ko=한국어 lt=lietuvių lv=latviešu mk=македонски ms=melayu nb=norsk_bokmål "
            "nl=nederlands pl=polski pt=português ro=română ru=русский sk=slovenčina sl=slovenščina sq=shqip "
            "sr=српски sv=svenska sw=kiswahili th=ไทย tr=türkçe uk=українська ur=اردو vi=tiếng_việt zh=中文"
        ).split()
    )
}
_NO_LANGUAGE = frozenset("mis mul und zxx".split())


def language_meant(text: str) -> str | None:
    """Return the tag of the language that a code or a name means, None where it means none."""
    word = folded(text)
    if tag := _names().get(word):
        return tag
    try:
        return str(PREFERENCES["language"].read(text.strip()))
    except BadRequest:
        return None


def languages_named(typed: str, texts: Texts) -> list[str]:
    """Return the tags of all languages whose code or name begins so, or has a word that does, by name."""
    word = folded(typed)
    names = {tag: folded(name) for tag, name in _of_locale(texts.language).items()}
    near = [tag for tag, name in names.items() if tag.lower() == word or f" {word}" in f" {name}"]
    meant = language_meant(typed)
    found = sorted(near, key=lambda tag: (tag.lower() != word, names[tag]))
    return list(dict.fromkeys([meant, *found] if meant else found))


def folded(text: str) -> str:
    """Return a text without case, accents and needless blanks."""
    return " ".join(plain(text.casefold()).split())


def _of_locale(language: str) -> dict[str, str]:
    """Return {tag: name} in a language of the bot's."""
    named = texts_for(language).locale.languages
    return {key.replace("_", "-"): str(name) for key, name in named.items() if key not in _NO_LANGUAGE}


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    """Return {folded name: tag} in all languages of the bot's, then in their own; of two meanings the first counts."""
    names: dict[str, str] = {}
    for language in LANGUAGES:
        for tag, name in _of_locale(language).items():
            names.setdefault(folded(name), tag)
    return {folded(name): tag for name, tag in _OWN_NAMES.items()} | names
