"""The fixed phrases of web pages, by which furniture is known, in the languages of the news. Data only.

A phrase of one language is harmless in another, so that all languages share each list.
"""

from typing import Final

# Phrases that open a line which is no part of the article: the whole line goes. In lower case, at the line's start.
LINE_OPENERS: Final = (
    # en
    "read also", "read more", "also read", "see also", "related:", "related articles", "more on this",
    "you may also like", "share on", "share this", "share via", "follow us", "sign up for", "subscribe to our",
    "subscribe now", "click here", "photo:", "photo by", "photos:", "image:", "image credit", "picture:", "credit:",
    "advertisement", "all rights reserved", "copyright", "written by", "by our", "edited by", "reporting by",
    "(reporting by", "source:", "watch:", "listen:", "download the", "don't miss", "sign up to", "sign up now",
    "subscribe to",
    "get the latest", "this article was first published", "this story has not been edited", "file photo",
    # fr
    "lire aussi", "à lire aussi", "a lire aussi", "voir aussi", "lisez aussi", "lire la suite", "à lire également",
    "sur le même sujet", "partager sur", "partagez", "suivez-nous", "abonnez-vous", "inscrivez-vous", "recevez",
    "photo d'", "crédit", "crédits", "crédit photo", "photo :", "image :", "source :", "tous droits réservés",
    "publicité",
    "rédigé par", "écrit par", "par notre", "par la rédaction", "cliquez ici", "retrouvez", "(avec afp",
    "écouter :", "à écouter",
    # de
    "lesen sie auch", "lesen sie mehr", "lesen sie hier", "mehr zum thema", "auch interessant", "siehe auch",
    "zum thema", "teilen auf", "auf facebook teilen", "artikel teilen", "folgen sie uns", "newsletter",
    "melden sie sich", "jetzt anmelden", "foto:", "fotos:", "bild:", "bilder:", "bildquelle", "quelle:",
    "symbolbild", "bildrechte", "anzeige", "alle rechte vorbehalten", "hier klicken", "unser newsletter",
    "abonnieren sie",
    "das könnte sie auch", "von unserer redaktion", "audio:", "video:",
    # it
    "leggi anche", "leggi di più", "leggi tutto", "potrebbe interessarti", "vedi anche", "condividi su",
    "condividi", "seguici su", "iscriviti", "clicca qui", "crediti", "immagine:", "riproduzione riservata",
    "pubblicità", "tutti i diritti riservati", "a cura di", "scritto da", "di redazione", "ascolta:",
    "guarda anche", "qua sotto vi", "qui sotto vi", "foto di", "fonte:",
    # es
    "lea también", "lee también", "leer también", "lea más", "lee más", "te puede interesar", "le puede interesar",
    "ver también", "vea también", "más información", "compartir en", "comparte", "síguenos", "suscríbase",
    "suscríbete", "apúntate", "haga clic", "haz clic", "imagen:", "fuente:", "crédito:",
    "todos los derechos reservados",
    "publicidad", "escrito por", "por la redacción", "regístrate", "reciba cada", "recibe cada", "reciba en su",
    "recibe en tu", "noticias relacionadas",
    # pt, nl, pl, sv, da, no
    "leia também", "leia mais", "veja também", "compartilhe", "assine", "siga-nos", "lees ook", "lees verder",
    "deel dit", "abonneer", "volg ons", "czytaj także", "czytaj też", "zobacz też", "zobacz także", "läs också",
    "läs även", "læs også", "les også", "følg oss",
)  # fmt: skip

# Lines that end the article: what follows them is comments, related links or an author's portrait.
TAIL_OPENERS: Final = (
    "leave a comment", "leave a reply", "post a comment", "add a comment", "comments",
    "your email address will not be", "about the author", "about the writer", "related stories", "related posts",
    "laisser un commentaire", "laissez un commentaire", "commentaires", "votre adresse e-mail ne sera pas",
    "rédigé par", "à propos de l'auteur", "à propos de l’auteur", "kommentare", "kommentar schreiben",
    "schreibe einen kommentar", "schreiben sie einen kommentar", "hinterlasse einen", "hinterlassen sie einen",
    "deine e-mail-adresse wird", "ihre e-mail-adresse wird", "über den autor", "über die autorin", "zur person:",
    "zur autorin", "zum autor", "lascia un commento", "commenti", "il tuo indirizzo email non", "l'autore",
    "l’autore", "l'autrice", "l’autrice", "sull'autore", "qua sotto vi lasciamo", "qui sotto vi lasciamo",
    "articoli correlati", "deja un comentario", "deje un comentario", "dejar un comentario", "comentarios",
    "tu dirección de correo", "su dirección de correo", "sobre el autor", "sobre la autora",
    "artículos relacionados", "deixe um comentário", "comentários", "sobre o autor", "laat een reactie", "reacties",
    "dodaj komentarz", "komentarze",
)  # fmt: skip

# Anywhere in a short line: it is a service of the page or an embedded post, not a sentence of the article.
SERVICE_MARKS: Final = (
    "pic.twitter.com/", "pic.x.com/", "//t.co/", "facebook.com/sharer", "whatsapp-kanal", "whatsapp channel",
    "e-mail-adresse wird nicht", "akismet", "opens in new window", "opens in a new window",
    "ouvre dans une nouvelle fenêtre", "wird in neuem fenster geöffnet", "si apre in una nuova finestra",
    "se abre en una ventana nueva", "save my name", "enregistrer mon nom", "meinen namen, meine e-mail",
    "salva il mio nome", "guarda mi nombre", "notify me of", "required fields", "champs obligatoires",
    "erforderliche felder", "campi obbligatori", "campos obligatorios", "affiliate-link", "affiliate link",
    "enable javascript", "google news", "share this:", "like this:",
    # what a feed or a page says instead of the text: a blog's pointer to itself, a wall of payment, consent or script
    "appeared first on", "erschien zuerst auf", "est apparu en premier sur", "se publicó primero en",
    "apareció primero en", "activate javascript", "javascript is disabled", "javascript is required",
    "javascript aktivieren", "activer javascript", "activez javascript", "abilita javascript", "habilita javascript",
    "habilite javascript", "javascriptを有効", "javascriptが無効", "we value your privacy", "we and our partners store",
    "we and our partners use", "wir und unsere partner verwenden", "wir und unsere partner speichern",
    "nous et nos partenaires utilisons", "nous et nos partenaires stockons", "noi e i nostri partner archiviamo",
    "noi e i nostri partner utilizziamo", "nosotros y nuestros socios almacenamos",
    "nosotros y nuestros socios utilizamos", "to continue reading", "subscribe to read", "log in to read",
    "sign in to read", "already a subscriber", "already have an account?", "um weiterzulesen", "weiterlesen mit",
    "jetzt weiterlesen", "bereits abonnent", "dieser artikel ist nur für", "vollständigen artikel lesen",
    "ganzen artikel lesen", "article réservé aux abonnés",
    "contenu réservé aux abonnés", "suite est réservée aux abonnés", "pour lire la suite", "déjà abonné",
    "contenuto riservato agli abbonati", "articolo riservato agli abbonati", "per continuare a leggere",
    "sei già abbonato", "contenido exclusivo para suscriptores", "para seguir leyendo", "para continuar leyendo",
    "ya eres suscriptor", "有料会員限定", "会員限定記事", "ログインして続き", "この記事の続き",
)  # fmt: skip

# How a text ends that goes on elsewhere: what marks the cut, and what leads on, in lower case, at the text's end.
CUT_MARKS: Final = ("…", "...", "…]", "...]", "…)", "...)")
TEASER_ENDS: Final = (
    "read more", "continue reading", "read the full story", "read the full article", "read on", "full story",
    "weiterlesen", "mehr lesen", "zum artikel", "lire la suite", "lire plus", "en savoir plus", "lire l'article",
    "lire l’article", "continua a leggere", "leggi tutto", "leggi di più", "leer más", "seguir leyendo",
    "sigue leyendo", "leia mais", "continue lendo", "lees verder", "lees meer", "czytaj dalej", "czytaj więcej",
    "läs mer", "les mer", "læs mere", "続きを読む", "もっと読む", "阅读全文", "閱讀全文", "자세히 보기",
    "читать далее", "читать дальше",
)  # fmt: skip

# Services that are also news: they mark a line only when it is no sentence, or speaks to its reader.
SERVICE_WORDS: Final = (
    "newsletter", "cookie", "push-nachricht", "boletín", "infolettre", "telegram", "whatsapp", "privacy policy",
    "politique de confidentialité", "datenschutzerklärung", "informativa sulla privacy", "política de privacidad",
)  # fmt: skip
READER_WORDS: Final = frozenset(
    "you your our us unser unsere unseren unserem unserer jetzt votre vos vous notre nos tuo tua tuoi "
    "nostra nostro tu tus te nuestro nuestra nuestros".split()
)

# Phrases that begin a line of the page when it is short or a colon follows, and a sentence of the article otherwise.
HEADINGS: Final = frozenset(
    {
        "l'autore", "l’autore", "l'autrice", "l’autrice", "sull'autore", "sobre el autor", "sobre la autora",
        "sobre o autor", "zum thema", "zum autor", "zur autorin", "über den autor", "über die autorin",
        "about the author",
    }
)  # fmt: skip

# Words by which a line about the article's date or length begins, when a number follows and no sentence ends.
DATE_OPENERS: Final = (
    "published", "updated", "last updated", "publié le", "mis à jour le", "veröffentlicht", "aktualisiert", "stand:",
    "lesezeit", "lesedauer", "pubblicato il", "aggiornato il", "publicado el", "actualizado el", "temps de lecture",
    "tempo di lettura", "tiempo de lectura",
)  # fmt: skip

# Words by which a byline begins, when a person's name is all that follows.
BYLINE_OPENERS: Final = ("by", "von", "par", "di", "por", "door", "redaktion", "redazione", "af", "av", "foto", "photo")

# Anywhere in a short line: it credits a picture or is a service of the page.
CREDIT_MARKS: Final = (
    "©", "(c)", "getty images", "shutterstock", "unsplash", "wikimedia", "cc by", "istock", "pixabay",
    "adobe stock", "picture alliance", "imago", "/afp", "/ap)", "archivbild", "archivfoto", "foto d'archivio",
    "photo d'archives", "foto de archivo", "file photo", "riproduzione riservata",
)  # fmt: skip

# In a sentence, not in a line: names of a button's icon, and what a paper offers to send where it speaks to its reader.
ICONS: Final = ("pfeil nach rechts", "pfeil nach unten", "arrow right", "right arrow", "arrow-right", "chevron right")
ALERTS: Final = ("news alert", "news alerts", "breaking news", "eilmeldung", "eilmeldungen", "alertes info")
