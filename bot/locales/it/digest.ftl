digest-title = Rassegna stampa
note-title = Una notizia che segui
counts = { $stories ->
    [one] { $stories } notizia
   *[other] { $stories } notizie
} da { $articles ->
    [one] { $articles } articolo
   *[other] { $articles } articoli
}
publishers = { $count ->
    [one] { $count } testata
   *[other] { $count } testate
}
all-articles = { $count ->
    [one] L’articolo
   *[other] Tutti i { $count } articoli
}
no-stories = Niente da segnalare in questo periodo.
comes-late = Questa rassegna stampa arriva più tardi del previsto.

# Before "otto" and "undici" the article is elided.
update = aggiornamento
singles = Da una sola fonte
my-language = La mia lingua

up-to = fino a: { $day }
undated = senza data
times-in = Orari in { $zone }.
verbatim = Ogni frase tra virgolette è citata alla lettera dall’articolo a cui rimanda.

in-language = in { $language }
in-unknown-language = in una lingua sconosciuta
unknown-language = lingua sconosciuta
unknown-language-called = lingua sconosciuta ({ $code })

story-name = Notizia

paused-refused = La rassegna stampa per { $channel } è sospesa: la chat l’ha rifiutata ({ $reason }). Risolto il problema, puoi riattivarla lì.
