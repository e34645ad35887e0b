no-such-story = Qui non c’è una notizia «{ $id }». Accanto a ogni notizia di una rassegna stampa c’è il suo codice; /digest top elenca quelle di oggi.
story-forgotten = Qui la notizia «{ $id }» non c’è più: le notizie si conservano per { $days ->
    [one] { $days } giorno
   *[other] { $days } giorni
}. Accanto a ogni notizia di una rassegna stampa c’è il suo codice; /digest top elenca quelle di oggi.
story-unknown = Qui non c’è una notizia «{ $id }»; se c’era, è scaduta: le notizie si conservano per { $days ->
    [one] { $days } giorno
   *[other] { $days } giorni
}. Accanto a ogni notizia di una rassegna stampa c’è il suo codice; /digest top elenca quelle di oggi.

story-reading = { $articles ->
    [one] Un momento: leggo l’articolo su questa notizia.
   *[other] Un momento: leggo i { $articles } articoli su questa notizia.
}
story-joined = { $old } ora fa parte di { $id }.
story-nothing-quoted = I suoi articoli hanno solo un titolo: non c’è niente da citare.
story-since = Novità dall’ultima volta che hai guardato ({ $when })
story-nothing-new = { $articles ->
    [one] È uscito un altro articolo. Non dice niente di nuovo.
   *[other] Sono usciti altri { $articles } articoli. Non dicono niente di nuovo.
}

story-timeline = Cronologia
story-first = Primo articolo, { $language }: { $publisher }
story-first-in = Primo articolo { $language }: { $publisher }
story-latest = Ultimo articolo: { $publisher }
story-growth = { $time } dopo il primo articolo: { $articles ->
    [one] { $articles } articolo
   *[other] { $articles } articoli
} da { $publishers ->
    [one] { $publishers } testata
   *[other] { $publishers } testate
}

story-publishers = Testate per lingua
story-told-in = { $language }: { $count ->
    [one] { $count } testata
   *[other] { $count } testate
}
story-more-publishers = { $count ->
    [one] e un’altra
   *[other] e altre { $count }
}
story-more-languages = { $count ->
    [one] e un’altra lingua
   *[other] e altre { $count } lingue
}

story-button-sources = Fonti
story-button-follow = Segui
story-button-unfollow = Non seguire più
story-button-more = Altro

sources-more = { $articles ->
    [one] e un altro articolo
   *[other] e altri { $articles } articoli
}

follow-done = Ora segui questa notizia.
follow-already = Segui già questa notizia.
follow-promise = Riceverai un messaggio privato quando ci sarà qualcosa di nuovo, al massimo uno ogni { $hours } ore, finché la notizia non si chiude.
follow-ended = La notizia «{ $id }» è chiusa e non riceverà altri articoli (ultimo articolo: { $when }). Non si può più seguire.
follow-too-many = Segui { $count } notizie, ed è il massimo. Rinuncia prima a una, per esempio: /digest unfollow { $id }

unfollow-done = Non riceverai più messaggi su { $id }.
unfollow-all-done = { $count ->
    [one] Seguivi una notizia. Non riceverai più messaggi che la riguardano.
   *[other] Seguivi { $count } notizie. Non riceverai più messaggi che le riguardano.
}
unfollow-none = Non segui nessuna notizia. Per seguirne una, scrivi il suo codice: /digest follow k7qm
unfollow-other = { $more ->
    [0] Non segui «{ $id }». Segui: { $ids }.
    [one] Non segui «{ $id }». Segui: { $ids } (e un’altra).
   *[other] Non segui «{ $id }». Segui: { $ids } (e altre { $more }).
}
