digest-title = Presseschau
note-title = Ein Thema, dem Sie folgen
counts = { $stories ->
    [one] { $stories } Thema
   *[other] { $stories } Themen
} aus { $articles ->
    [one] { $articles } Artikel
   *[other] { $articles } Artikeln
}
publishers = { $count ->
    [one] { $count } Medium
   *[other] { $count } Medien
}
all-articles = { $count ->
    [one] Der Artikel
   *[other] Alle { $count } Artikel
}
no-stories = Nichts zu berichten in dieser Zeit.
comes-late = Diese Presseschau kommt später als geplant.

update = Neues dazu
singles = Nur aus einer Quelle
my-language = Meine Sprache

up-to = bis { $day }
undated = ohne Datum
times-in = Uhrzeiten in { $zone }.
verbatim = Jeder Satz in Anführungszeichen ist wörtlich aus dem verlinkten Artikel zitiert.

in-language = auf { $language }
in-unknown-language = in einer unbekannten Sprache
unknown-language = unbekannte Sprache
unknown-language-called = unbekannte Sprache ({ $code })

story-name = Thema

paused-refused = Die Presseschau für { $channel } pausiert: Der Chat hat sie abgelehnt ({ $reason }). Ist das behoben, können Sie sie dort fortsetzen.
