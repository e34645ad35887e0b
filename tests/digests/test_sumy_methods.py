"""The rules of our own way as one of sumy's summarizers."""

import numpy as np
from sumy.models.dom import ObjectDocumentModel, Paragraph
from sumy.models.dom import Sentence as SumySentence
from sumy.summarizers import AbstractSummarizer

from digests.models import Sentence
from digests.summaries import Candidate, Material, salient
from digests.sumy_methods import CrosslingualSummarizer, document, quotes


def material(*priors: float) -> Material:
    """Return candidates of unlike words and vectors."""
    texts = [f"{name} " * 10 for name in ("Dam", "Rain", "Bridge", "School")[: len(priors)]]
    return Material(
        candidates=tuple(
            Candidate(
                sentence=Sentence(article_id="a", start=0, end=len(text), text=text),
                publisher="A",
                article=0,
                place=0,
                prior=prior,
                publishers=frozenset("A"),
            )
            for text, prior in zip(texts, priors, strict=True)
        ),
        vectors=np.eye(len(priors), dtype=np.float32),
        centre=None,
        publishers=1,
        headline_vector=None,
    )


def test_it_is_one_of_sumy_s_and_chooses_by_salience() -> None:
    made = material(0.1, 0.3, 0.2)
    summarizer = CrosslingualSummarizer(made)
    found = summarizer(document(quotes(made.candidates, "en")), 2)
    assert isinstance(summarizer, AbstractSummarizer)
    assert [quote.number for quote in found] == salient(made, 2) == [1, 2]


def test_it_chooses_from_what_the_document_holds() -> None:
    made = material(0.1, 0.3, 0.2)
    one, _, other = quotes(made.candidates, "en")
    summarizer = CrosslingualSummarizer(made)
    assert summarizer(ObjectDocumentModel([Paragraph([one]), Paragraph([other])]), 1) == (other,)
    assert summarizer(ObjectDocumentModel([]), 5) == ()


def test_its_quotes_are_sentences_of_sumy_s_in_our_words() -> None:
    [quote] = quotes(material(0.1).candidates, "en")
    assert isinstance(quote, SumySentence)
    assert quote.words == ("Dam",) * 10
