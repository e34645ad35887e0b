"""How the quoted sentences of a story stand together, and what is said of their language. Pure."""

from collections.abc import Sequence
from itertools import groupby, pairwise

from bot.formats.typography import BEGINS_QUOTED, quoted
from bot.texts import Texts, primary_subtag
from digests.languages import same_language
from digests.models import Article, DigestItem, Sentence

LONG = 5  # sentences from which on those of one article stand in one paragraph


def paragraphs(item: DigestItem) -> list[tuple[Article, Sequence[Sentence]]]:
    """Return the sentences with the article that they are from: one each, or what stands together of an article."""
    articles = {article.id: article for article in item.articles}
    quotes = item.summary.sentences
    if len(quotes) < LONG:
        return [(articles[quote.article_id], [quote]) for quote in quotes]
    return [(articles[name], list(group)) for name, group in groupby(quotes, key=lambda quote: quote.article_id)]


def quotation(article: Article, sentences: Sequence[Sentence]) -> str:
    """Return sentences of one article as one quotation in its language's marks; "[…]" stands for what is left out.

    Where one of them begins with a quotation mark, each has its own: marks within marks would not be told apart.
    """
    if any(sentence.text.startswith(BEGINS_QUOTED) for sentence in sentences):
        return " ".join(quoted(sentence.text, article.language) for sentence in sentences)
    text = sentences[0].text
    for one, following in pairwise(sentences):
        is_next = one.end <= following.start and not article.text[one.end : following.start].strip()
        text += f"{' ' if is_next else ' […] '}{following.text}"
    return quoted(text, article.language)


def language_note(language: str, wish: str, texts: Texts) -> str | None:
    """Return what to say of a story's language where it is not the reader's: "in German"; None where it is.

    Of the reader's own language in another script the script is said: "Simplified Chinese".
    """
    if same_language(wish, language):
        return None
    if primary_subtag(language) == primary_subtag(wish):
        return texts.language_name("zh-Hans" if language == "zh" else language)
    return texts.in_language(language)
