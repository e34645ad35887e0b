"""What is furniture of the page, and what only looks like it."""

import pytest

from digests.furniture import without_furniture

BODY = ["The island's council voted on Monday to keep the ferry running through the winter months."] * 3


def left(line: str, *, at_end: bool = False) -> bool:
    return line in without_furniture([*BODY, *([] if not at_end else BODY), line, *([] if at_end else BODY)], title="T")


FURNITURE = """
Photo: Ida Holm/Agency | Photo by Ida Holm | © Ida Holm | Ida Holm / Getty Images | Foto: Uwe Tal/dpa | Foto Uwe Tal
Foto di Ugo Riva | Crédit photo : Luc Roy | Imagen: Eva Sol | Bildrechte: Uwe Tal | Fuente: Agencia Sol | Fonte: Ansa
By Ida Holm | By Ida Holm and Per Lund | BY IDA HOLM | Von Uwe Tal | Von Uwe Tal und Ina Ried | Par Luc Roy
Di Ugo Riva | Por Eva Sol y Ana Mar | Ida Holm, Nov 17, 2026 | Published 17 November 2026 | Aktualisiert am 17.11.2026
Publié le 17 novembre 2026 à 10h00 | Pubblicato il 17 novembre 2026 | Publicado el 17 de noviembre de 2026
Share on Facebook | Partager sur Facebook | Auf Facebook teilen | Condividi su Facebook | Compartir en Facebook
Sign up for our newsletter. | We use cookies to serve you better. | Jetzt Newsletter bestellen
Unser Newsletter kommt täglich.
Abonnez-vous à notre infolettre | Iscriviti alla newsletter | Suscríbete a nuestro boletín | Advertisement | Anzeige
Publicité | Pubblicità | Publicidad | Comments (3) | Leave a comment | pic.twitter.com/Ab12 | — Ida (@ida) May 3, 2026
Read more: Pier closed | Lesen Sie auch: Steg zu | Leggi anche: Molo chiuso | À lire aussi : Jetée fermée
Lea también: Muelle cerrado | (Reporting by Ida Holm) | All rights reserved | Riproduzione riservata | ***
Lesezeit: 3 Minuten | Follow us on Telegram. | Uns gibt es jetzt auch bei WhatsApp.
Save my name and address in this browser for the next time. | Required fields are marked *
Cliquez pour partager (ouvre dans une nouvelle fenêtre) | Questo sito usa Akismet per ridurre lo spam.
The post Late ferry appeared first on The Paper. | Subscribe to read the rest of this story. | Already a subscriber?
Bitte JavaScript aktivieren. | Um weiterzulesen, melden Sie sich an. | La suite est réservée aux abonnés.
Contenuto riservato agli abbonati | Para seguir leyendo, identifíquese. | この記事は有料会員限定です。
"""
LINES = [line.strip() for row in FURNITURE.strip().split("\n") for line in row.split(" | ")]


@pytest.mark.parametrize("line", [*LINES, "Uwe Tal | 17.11.2026", "Eva Sol | Cádiz"])
def test_furniture_goes(line: str) -> None:
    assert not left(line)


SENTENCES = """Comments by the minister angered half of the chamber on Monday.
Anzeige gegen den Hafenmeister erstattet
Anzeige gegen den Hafenmeister haben zwei Fischer erstattet.
Foto und Film sind das Thema der neuen Schau im Hafen.
By Monday evening the river had swallowed the lower quay.
Par ailleurs, deux écoles resteront fermées.
Di notte il traghetto non parte.
Von Bozen aus fahren vier Züge am Tag.
“We are staying,” she said.
« Jamais », dit-il.
“Never.”
The court fined the shop for its cookie banner.
Der Verlag stellt seinen Newsletter ein, sagte ein Sprecher.
Microsoft.com/x was not the culprit.
The ministry blocked Telegram on Monday morning.
L'autore del furto è ancora in fuga.
Sobre el autor del robo no se sabe nada.
Zum Thema Fähre schwieg der Landrat.
Commenti duri sono arrivati dai pescatori.
Kommentare zum Urteil gab es aus allen Lagern.
Publié le 3 mars, le rapport accuse le port.
Publicidad engañosa le costó la licencia al puerto.
Recevez-vous une aide ? La question fâche le village.
In Riga, Oslo and Bergen the ferries stopped in 2026.
“We and our partners will answer,” the minister said.
Nous et nos partenaires répondrons, a promis la ministre.
Le quai réservé aux abonnés du bac reste fermé.
Il grano del porto proviene da tre regioni."""


@pytest.mark.parametrize("line", SENTENCES.split("\n"))
@pytest.mark.parametrize("at_end", [False, True])
def test_sentences_that_look_like_furniture_stay(line: str, at_end: bool) -> None:
    assert left(line, at_end=at_end)


@pytest.mark.parametrize(
    "dateline",
    ["OSLO, Nov 16 (Agency) - ", "BREST (AFP) — ", "Kiel (dpa) - ", "ROMA (ANSA) - ", "Cádiz, 16 nov (EFE).- ",
     "Frankfurt am Main (dpa) - ", "(AFP) - "],
)  # fmt: skip
def test_an_agencys_dateline_is_cut_off(dateline: str) -> None:
    assert without_furniture([f"{dateline}The ferry runs again."], title="") == ["The ferry runs again."]


@pytest.mark.parametrize(
    "line",
    [
        "A-" * 200 + "a",
        "a" + "\u00a0" * 100_000 + "b",
        "A (b) " * 160_000,
        "by A " * 200_000,
        "(" * 900_000,
        "ab cd\n" * 9,
    ],
    ids=["capitals", "blanks", "asides", "bylines", "brackets", "breaks"],
)
def test_a_hostile_line_is_judged_in_no_time(line: str) -> None:
    assert without_furniture([*BODY, line], title="T")[: len(BODY)] == BODY


def test_a_hundred_thousand_paragraphs_are_looked_at_as_far_as_an_article_goes() -> None:
    assert len(without_furniture(["A line of four."] * 100_000, title="T")) == 3000


@pytest.mark.parametrize(
    "line", ["Ida Holm (42) - a nurse - won the race.", "Der Minister (SPD) – seit Mai im Amt – tritt zurück."]
)
def test_an_aside_behind_a_name_is_no_dateline(line: str) -> None:
    assert without_furniture([line], title="") == [line]


@pytest.mark.parametrize(
    "opener",
    ["Comments", "Leave a comment", "12 Kommentare", "Laissez un commentaire", "Lascia un commento", "Comentarios",
     "Über den Autor", "L'autore: Ugo Riva"],
)  # fmt: skip
def test_what_follows_the_comment_form_or_the_authors_box_goes_too(opener: str) -> None:
    assert without_furniture([*BODY, opener, "First! I was there, and it was quite different."], title="T") == BODY


def test_an_authors_portrait_goes_and_the_author_in_the_news_stays() -> None:
    portrait = "Ida Holm writes about harbours and lives on the coast with two dogs."
    assert without_furniture(["By Ida Holm", *BODY, portrait], title="T") == BODY
    assert without_furniture([*BODY, portrait], title="T", author="Ida Holm") == BODY
    assert without_furniture([*BODY, portrait], title="T") == [*BODY, portrait]


def test_the_title_is_not_repeated_and_nothing_is_better_than_everything() -> None:
    assert without_furniture(["Ferry’s late!", *BODY], title="FERRY'S LATE") == BODY
    assert without_furniture(["Photo: Ida Holm"], title="T") == ["Photo: Ida Holm"]
    assert without_furniture([], title="T") == []
