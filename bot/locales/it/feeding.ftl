# What the commands "feed …" answer. A source is a feed that a digest is made of.

feed-looking = Cerco il feed su { $host }…
feed-added = Da ora { $title } è tra le fonti di questa rassegna stampa.
feed-added-to-all = Questa rassegna stampa aveva tutti i feed seguiti da chi amministra il bot. Da ora ha un suo elenco: tutti quei feed e { $title }.
feed-here = { $title } è già tra le fonti di questa rassegna stampa.
feed-too-many = Una rassegna stampa può avere al massimo { $most } fonti; con questa aggiunta ne avrebbe { $count }. Per fare posto: /digest feed remove
feed-articles-now = { $count ->
    [0] nessun articolo al momento
    [one] { $count } articolo al momento
   *[other] { $count } articoli al momento
}
feed-newest = il più recente: { $moment }
feed-others = Questa pagina offre anche
feed-add-one = Aggiungi { $title }

feed-removed = { $title } non è più tra le fonti di questa rassegna stampa.
feed-removed-from-all = Questa rassegna stampa aveva tutti i feed seguiti da chi amministra il bot. Da ora ha un suo elenco: tutti quei feed tranne { $title }.
feed-left = { $count ->
    [one] resta { $count } fonte
   *[other] restano { $count } fonti
}
feed-last = { $title } è l’unica fonte, e una rassegna stampa ne richiede almeno una. Aggiungine prima un’altra: /digest feed add
feed-all-are-too-many = Questa rassegna stampa ha tutti i { $count } feed seguiti da chi amministra il bot: troppi per un suo elenco, che ne contiene al massimo { $most }. Non è stato modificato nulla.
feed-not-here = Questa rassegna stampa non ha una fonte «{ $typed }». Per vederle tutte: /digest feed list
feed-not-here-but = Questa rassegna stampa non ha una fonte «{ $typed }». Intendevi { $near }?
feed-which = «{ $typed }» può indicare { $feeds }. Scrivi l’indirizzo di una di queste fonti.

feed-list = { $count ->
    [one] { $count } fonte
   *[other] { $count } fonti
}
feed-list-all = tutti i feed seguiti da chi amministra il bot
feed-list-none = Questa rassegna stampa non ha ancora fonti. Per aggiungerne una con il suo indirizzo: /digest feed add https://example.org
feed-more = { $count ->
    [one] … e { $count } altra. L’elenco completo: /digest feed export
   *[other] … e altre { $count }. L’elenco completo: /digest feed export
}
feed-export-all = L’elenco completo
feed-language-open = lingua riconosciuta articolo per articolo
feed-a-day = { $count ->
    [one] circa { $count } articolo al giorno
   *[other] circa { $count } articoli al giorno
}
feed-a-week = { $count ->
    [one] circa { $count } articolo alla settimana
   *[other] circa { $count } articoli alla settimana
}
feed-rarely = meno di un articolo alla settimana
feed-read = ultima lettura: { $moment }
feed-unread = non ancora letto
feed-failing = { $count ->
    [one] ultima lettura fallita
   *[other] { $count } letture fallite di seguito
}
feed-next-try = prossimo tentativo: { $moment }
feed-ended = non dà più nulla
feed-dropped = il bot non lo segue più

feed-test-language = Lingua degli articoli: { $found }; lingua dichiarata: { $declared }.
feed-test-language-undeclared = Lingua degli articoli: { $found }; il feed non ne dichiara nessuna.
feed-test-language-unknown = La lingua degli articoli non si riconosce.
feed-test-dates = Gli articoli hanno date da { $first } a { $last }.
feed-test-undated = Gli articoli non hanno data: ognuno conta come pubblicato quando viene visto per la prima volta.
feed-test-some-undated = { $count ->
    [one] { $count } articolo non ha data e conta come pubblicato quando viene visto per la prima volta.
   *[other] { $count } articoli non hanno data e contano come pubblicati quando vengono visti per la prima volta.
}
feed-test-broken = { $count ->
    [one] { $count } articolo non è leggibile.
   *[other] { $count } articoli non sono leggibili.
}
feed-test-full = Il feed contiene gli articoli per intero.
feed-test-partly = Il feed contiene per intero { $full } articoli su { $count }.
feed-test-teasers = Il feed contiene solo l’inizio degli articoli.
feed-test-pages-allowed = Il sito permette ai bot di leggere le sue pagine (robots.txt).
feed-test-pages-forbidden = Il sito vieta ai bot di leggere le sue pagine (robots.txt).
feed-test-unchanged = Il server segnala quando non è cambiato nulla ({ $how }).
feed-test-always-whole = Il server non segnala quando non è cambiato nulla: il feed viene letto ogni volta per intero.
feed-test-next = Il bot lo leggerebbe di nuovo { $when }.
feed-test-followed = Il bot lo segue da questa data: { $moment }.
feed-test-not-followed = Il bot non lo segue ancora.
feed-test-here = È tra le fonti di questa rassegna stampa.

feed-import-what = Allega un file OPML se la chat lo permette, oppure scrivi l’indirizzo di un elenco: /digest feed import https://example.org/feeds.opml
feed-import-path = Il bot non legge i file della propria macchina. Scrivi un indirizzo che comincia con https://, oppure allega l’elenco se la chat lo permette.
feed-import-too-large = Il file supera { $most } MB; nessun elenco di feed ne ha bisogno.
feed-importing = Leggo l’elenco { $name }…
feed-import-too-many = Questo elenco contiene { $count } feed, e una rassegna stampa può averne al massimo { $most }. Non è stato modificato nulla.
feed-imported = { $count ->
    [0] Questo elenco non contiene fonti che questa rassegna stampa non abbia già.
    [one] { $count } fonte è stata aggiunta a questa rassegna stampa.
   *[other] { $count } fonti sono state aggiunte a questa rassegna stampa.
}
feed-imported-to-all = Questa rassegna stampa aveva tutti i feed seguiti da chi amministra il bot. Da ora ha un suo elenco: tutti quei feed e quelli di questa lista.
feed-imported-new = { $count ->
    [one] { $count } feed non era ancora seguito; il bot lo leggerà nei prossimi minuti.
   *[other] { $count } feed non erano ancora seguiti; il bot li leggerà nei prossimi minuti.
}
feed-imported-here = { $count ->
    [one] { $count } c’era già.
   *[other] { $count } c’erano già.
}
feed-refused = { $count ->
    [one] { $count } indirizzo è stato escluso, perché non è un indirizzo http(s) di un feed
   *[other] { $count } indirizzi sono stati esclusi, perché non sono indirizzi http(s) di feed
}
feed-refused-more = { $count ->
    [one] … e { $count } altro.
   *[other] … e altri { $count }.
}
feed-exported = { $count ->
    [one] La fonte di questa rassegna stampa, in un elenco che ogni lettore di feed accetta (OPML).
   *[other] Le { $count } fonti di questa rassegna stampa, in un elenco che ogni lettore di feed accetta (OPML).
}
