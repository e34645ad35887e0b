# Che ne è stato della rassegna di un canale, e che cosa fare.

status-well = Va tutto bene.
status-troubled = Qualcosa richiede attenzione.
status-runs = Ultimi invii
status-next = Prossimi invii
status-messages = Ultima rassegna stampa
status-feeds = Feed

status-chat-halted = Questa chat non accetta più nulla (dalla data { $at }): { $reason }. Chi amministra il bot deve impostare un nuovo token.
status-refused = La rassegna stampa è sospesa, perché la chat l’ha rifiutata: { $reason }. Permetti di nuovo al bot di pubblicare qui, poi: /digest schedule resume
status-paused-until = La rassegna stampa è sospesa. Fine della pausa: { $until }. /digest schedule resume la riattiva subito.
status-paused = La rassegna stampa è sospesa finché qualcuno non la riattiva: /digest schedule resume
status-missed = { $count ->
    [one] Un invio è mancato: il bot non era in funzione. La prossima rassegna stampa parte da abbastanza indietro perché non si perda nulla.
   *[other] { $count } invii sono mancati: il bot non era in funzione. La prossima rassegna stampa parte da abbastanza indietro perché non si perda nulla.
}
status-do-unknown = { $count ->
    [one] Di una parte dell’ultima rassegna stampa non si sa se sia arrivata. Guarda nel canale; se non c’è: /digest resend
   *[other] Di { $count } parti dell’ultima rassegna stampa non si sa se siano arrivate. Guarda nel canale; se non ci sono: /digest resend
}
status-do-failed = { $count ->
    [one] Una parte dell’ultima rassegna stampa non è arrivata. La prossima ne riprenderà il contenuto; per averla ora: /digest resend
   *[other] { $count } parti dell’ultima rassegna stampa non sono arrivate. La prossima ne riprenderà il contenuto; per averle ora: /digest resend
}
status-resend-button = Invia di nuovo
status-resume-button = Riattiva

status-run-planned = previsto, non ancora pronto
status-run-posted = pubblicato
status-run-late = pubblicato in ritardo
status-run-empty = niente da segnalare
status-run-missed = mancato
status-run-quiet = periodo di silenzio
status-run-skipped = saltato, come richiesto
status-run-moved = sostituito da un altro orario dello stesso giorno
status-no-next = Nessuno è previsto.
status-skips = { $count ->
    [one] Prima ne viene saltato uno, come richiesto.
   *[other] Prima ne vengono saltati { $count }, come richiesto.
}

status-none-sent = Non è stato ancora pubblicato nulla.
status-sent = { $total ->
    [one] La sua unica parte è arrivata.
   *[other] Parti arrivate: { $count } su { $total }.
}
status-pending = { $count } su { $total } in attesa; prossimo tentativo: { $at }
status-unknown = { $count } su { $total }: arrivo non confermato
status-parts-refused = { $count ->
    [one] { $count } su { $total } rifiutata dalla chat
   *[other] { $count } su { $total } rifiutate dalla chat
}
status-expired = { $count ->
    [one] { $count } su { $total } non inviata in tempo
   *[other] { $count } su { $total } non inviate in tempo
}
status-error = Ultimo errore: { $reason }

status-no-feed = Questa rassegna stampa non ha feed. Per aggiungerne uno: /digest feed add
status-feeds-count = { $count ->
    [one] { $count } feed
   *[other] { $count } feed
}
status-feeds-fetched = ultima lettura: { $at }
status-feed-ended = { $feed } non esiste più.
status-feed-fails = { $count ->
    [one] Lettura di { $feed } fallita una volta. Prossimo tentativo: { $at }
   *[other] Lettura di { $feed } fallita { $count } volte di seguito. Prossimo tentativo: { $at }
}
status-more-feeds = { $count ->
    [one] e un altro
   *[other] e altri { $count }
}
status-do-feeds = /digest feed test dice che cosa non va in un feed; /digest feed remove lo toglie.

# $permissions: un elenco dei nomi qui sotto, che sono quelli delle impostazioni di Discord.
lacks-permissions = Qui mi mancano dei permessi. Dammi questi in questo canale: { $permissions }
lacks-posting = Non posso ancora pubblicare in questo canale. Dammi qui questi permessi: { $permissions }
lacks-see = Visualizza canale
lacks-post = Invia messaggi
lacks-read-history = Leggi la cronologia dei messaggi
lacks-embed = Incorpora link
lacks-attach = Allega file
lacks-begin-threads = Crea thread pubblici
lacks-post-in-threads = Invia messaggi nei thread

resend-nothing = Tutte le parti dell’ultima rassegna stampa sono arrivate o sono in arrivo. Non c’è nulla da inviare di nuovo.
resend-sure = { $count ->
    [one] Inviare di nuovo una parte dell’ultima rassegna stampa?
   *[other] Inviare di nuovo { $count } parti dell’ultima rassegna stampa?
}
resend-twice = { $count ->
    [one] Una di esse forse è arrivata. In quel caso comparirebbe due volte nel canale.
   *[other] { $count } di esse forse sono arrivate. In quel caso comparirebbero due volte nel canale.
}
resend-button = Invia di nuovo
resend-done = { $count ->
    [one] Una parte è di nuovo in arrivo.
   *[other] { $count } parti sono di nuovo in arrivo.
}

why-looking = Ripercorro le fasi della prossima rassegna stampa…
why-stages = Che cosa dice ogni fase
why-passed = passa
why-was-told = Compariva in questa rassegna stampa: { $at }
why-held-back = trattenuto
why-no-article = «{ $name }» non è né una notizia né un articolo di questa rassegna stampa. Scrivi il codice di una notizia o l’indirizzo di un articolo.
why-no-feed = Nessun feed di questa rassegna stampa è di { $host }, perciò i suoi articoli non arrivano. Per aggiungerlo: /digest feed add { $host }
why-feed-fails = Quell’articolo non è arrivato: il feed { $feed } non si può leggere. { $reason }
why-feed-new = Quell’articolo non è arrivato: il feed { $feed } non è ancora stato letto.
why-not-come = Quell’articolo non era nel feed { $feed } all’ultima lettura ({ $at }). Non tutti gli articoli di un sito stanno nel suo feed.
