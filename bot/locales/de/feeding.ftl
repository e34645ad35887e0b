# What the commands "feed …" answer. A source is a feed that a digest is made of.

feed-looking = Der Feed bei { $host } wird gesucht …
feed-added = { $title } gehört ab jetzt zu den Quellen dieser Presseschau.
feed-added-to-all = Diese Presseschau hatte alle Feeds, denen folgt, wer den Bot betreibt. Ab jetzt hat sie eine eigene Liste: alle diese Feeds und { $title }.
feed-here = { $title } gehört schon zu den Quellen dieser Presseschau.
feed-too-many = Eine Presseschau kann höchstens { $most } Quellen haben; damit wären es { $count }. So schaffen Sie Platz: /digest feed remove
feed-articles-now = { $count ->
    [0] zurzeit kein Artikel
    [one] zurzeit { $count } Artikel
   *[other] zurzeit { $count } Artikel
}
feed-newest = der neueste: { $moment }
feed-others = Diese Seite bietet auch
feed-add-one = { $title } hinzufügen

feed-removed = { $title } gehört nicht mehr zu den Quellen dieser Presseschau.
feed-removed-from-all = Diese Presseschau hatte alle Feeds, denen folgt, wer den Bot betreibt. Ab jetzt hat sie eine eigene Liste: alle diese Feeds außer { $title }.
feed-left = { $count ->
    [one] es bleibt { $count } Quelle
   *[other] es bleiben { $count } Quellen
}
feed-last = { $title } ist die einzige Quelle, und eine Presseschau braucht mindestens eine. Fügen Sie zuerst eine andere hinzu: /digest feed add
feed-all-are-too-many = Diese Presseschau hat alle { $count } Feeds, denen folgt, wer den Bot betreibt: zu viele für eine eigene Liste, die höchstens { $most } fasst. Es wurde nichts geändert.
feed-not-here = Diese Presseschau hat keine Quelle „{ $typed }“. Alle sehen Sie mit /digest feed list
feed-not-here-but = Diese Presseschau hat keine Quelle „{ $typed }“. Meinten Sie { $near }?
feed-which = „{ $typed }“ kann { $feeds } sein. Bitte schreiben Sie die Adresse der gemeinten Quelle.

feed-list = { $count ->
    [one] { $count } Quelle
   *[other] { $count } Quellen
}
feed-list-all = alle Feeds, denen folgt, wer den Bot betreibt
feed-list-none = Diese Presseschau hat noch keine Quelle. So fügen Sie eine mit ihrer Adresse hinzu: /digest feed add https://example.org
feed-more = { $count ->
    [one] … und { $count } weitere. Die ganze Liste: /digest feed export
   *[other] … und { $count } weitere. Die ganze Liste: /digest feed export
}
feed-export-all = Die ganze Liste
feed-language-open = Sprache je nach Artikel erkannt
feed-a-day = { $count ->
    [one] etwa { $count } Artikel am Tag
   *[other] etwa { $count } Artikel am Tag
}
feed-a-week = { $count ->
    [one] etwa { $count } Artikel in der Woche
   *[other] etwa { $count } Artikel in der Woche
}
feed-rarely = weniger als ein Artikel in der Woche
feed-read = zuletzt gelesen am { $moment }
feed-unread = noch nicht gelesen
feed-failing = { $count ->
    [one] beim letzten Mal fehlgeschlagen
   *[other] { $count }-mal hintereinander fehlgeschlagen
}
feed-next-try = nächster Versuch am { $moment }
feed-ended = liefert nichts mehr
feed-dropped = der Bot folgt ihm nicht mehr

feed-test-language = Sprache der Artikel: { $found }; angegebene Sprache: { $declared }.
feed-test-language-undeclared = Sprache der Artikel: { $found }; der Feed selbst gibt keine an.
feed-test-language-unknown = Die Sprache der Artikel lässt sich nicht erkennen.
feed-test-dates = Die Artikel sind vom { $first } bis zum { $last } datiert.
feed-test-undated = Die Artikel haben kein Datum: Jeder gilt als veröffentlicht, wenn er das erste Mal gesehen wird.
feed-test-some-undated = { $count ->
    [one] { $count } Artikel hat kein Datum und gilt als veröffentlicht, wenn er das erste Mal gesehen wird.
   *[other] { $count } Artikel haben kein Datum und gelten als veröffentlicht, wenn sie das erste Mal gesehen werden.
}
feed-test-broken = { $count ->
    [one] { $count } Artikel lässt sich nicht lesen.
   *[other] { $count } Artikel lassen sich nicht lesen.
}
feed-test-full = Der Feed enthält seine Artikel ganz.
feed-test-partly = Der Feed enthält { $full } von { $count } Artikeln ganz.
feed-test-teasers = Der Feed enthält nur die Anfänge seiner Artikel.
feed-test-pages-allowed = Die Website erlaubt Bots, ihre Seiten zu lesen (robots.txt).
feed-test-pages-forbidden = Die Website verbietet Bots, ihre Seiten zu lesen (robots.txt).
feed-test-unchanged = Der Server sagt, wenn sich nichts geändert hat ({ $how }).
feed-test-always-whole = Der Server sagt nicht, wenn sich nichts geändert hat: Der Feed wird jedes Mal ganz gelesen.
feed-test-next = Der Bot würde ihn { $when } wieder lesen.
feed-test-followed = Der Bot folgt ihm seit dem { $moment }.
feed-test-not-followed = Der Bot folgt ihm noch nicht.
feed-test-here = Er gehört zu den Quellen dieser Presseschau.

feed-import-what = Bitte hängen Sie eine OPML-Datei an, wo der Chat das zulässt, oder schreiben Sie die Adresse einer solchen Liste: /digest feed import https://example.org/feeds.opml
feed-import-path = Der Bot liest keine Dateien der Maschine, auf der er läuft. Bitte schreiben Sie eine Adresse, die mit https:// beginnt, oder hängen Sie die Liste an, wo der Chat das zulässt.
feed-import-too-large = Die Datei ist größer als { $most } MB; so viel braucht keine Liste von Feeds.
feed-importing = Die Liste { $name } wird gelesen …
feed-import-too-many = Diese Liste nennt { $count } Feeds, und eine Presseschau kann höchstens { $most } haben. Es wurde nichts geändert.
feed-imported = { $count ->
    [0] Diese Liste enthält keine Quelle, die diese Presseschau nicht schon hat.
    [one] { $count } Quelle ist zu dieser Presseschau hinzugekommen.
   *[other] { $count } Quellen sind zu dieser Presseschau hinzugekommen.
}
feed-imported-to-all = Diese Presseschau hatte alle Feeds, denen folgt, wer den Bot betreibt. Ab jetzt hat sie eine eigene Liste: alle diese Feeds und die der eingelesenen Liste.
feed-imported-new = { $count ->
    [one] { $count } Feed ist für den Bot neu; er liest ihn in den nächsten Minuten.
   *[other] { $count } Feeds sind für den Bot neu; er liest sie in den nächsten Minuten.
}
feed-imported-here = { $count ->
    [one] { $count } war schon da.
   *[other] { $count } waren schon da.
}
feed-refused = { $count ->
    [one] { $count } Adresse wurde weggelassen, weil sie keine http(s)-Adresse eines Feeds ist
   *[other] { $count } Adressen wurden weggelassen, weil sie keine http(s)-Adressen von Feeds sind
}
feed-refused-more = { $count ->
    [one] … und { $count } weitere.
   *[other] … und { $count } weitere.
}
feed-exported = { $count ->
    [one] Die Quelle dieser Presseschau, als Liste für jeden Feedreader (OPML).
   *[other] Die { $count } Quellen dieser Presseschau, als Liste für jeden Feedreader (OPML).
}
