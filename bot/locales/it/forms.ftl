form-settings-title = Impostazioni
form-stories = Numero di notizie
form-length = Lunghezza di ogni notizia
form-length-headline = Solo il titolo
form-length-short = Breve: 1 frase
form-length-medium = Media: 2 frasi
form-length-long = Lunga: 4 frasi
form-length-other = { $count ->
    [one] { $count } frase
   *[other] { $count } frasi
}
form-layout = Aspetto
form-layout-compact = Compatto
form-layout-cards = A schede
form-layout-plain = Testo semplice
form-thread = Dettagli
form-thread-none = Nel messaggio
form-thread-details = In un thread sotto il messaggio
form-thread-forum = Un post del forum per ogni rassegna stampa (Discord)
form-novelty = Una notizia già uscita
form-novelty-update = Torna quando ci sono novità
form-novelty-always = Torna a ogni nuovo articolo
form-novelty-never = Non torna per alcuni giorni

form-feed-title = Fonti
form-feed-add = Aggiungi
form-feed-add-hint = Indirizzi di feed o siti, uno per riga
form-feed-add-hint-all = Indirizzi di feed o siti, uno per riga. Questa rassegna stampa ha tutti i feed seguiti da chi amministra il bot; con qualsiasi modifica avrà un suo elenco.
form-feed-remove = Rimuovi
form-feed-remove-hint = { $count ->
    [one] Un’altra fonte non è mostrata qui; /digest feed remove accetta il suo nome.
   *[other] Altre { $count } fonti non sono mostrate qui; /digest feed remove accetta il loro nome.
}
form-feed-empty = Scrivi un indirizzo da aggiungere, oppure scegli una fonte da rimuovere. Non è stato modificato nulla.
form-feed-gone = Ciò che hai scelto non è più tra le fonti di questa rassegna stampa. Non è stato modificato nulla.
form-feed-none-left = Una rassegna stampa richiede almeno una fonte, e così non ne resterebbe nessuna. Non è stato modificato nulla.
form-feed-refused = Non è stato modificato nulla: { $count } indirizzi non hanno dato nessun feed, tra questi { $addresses }. Sul primo: { $first }
form-feed-changed = Le fonti sono state modificate.
form-feed-same = Erano già tutte tra le fonti di questa rassegna stampa. Non è stato modificato nulla.
form-feed-own-list = Aveva tutti i feed seguiti da chi amministra il bot. Da ora ha un suo elenco.
form-feed-added = Aggiunte
form-feed-removed = Rimosse

form-topic-title = Regole
form-topic-include = Includi solo questo
form-topic-exclude = Escludi questo
form-topic-hint = Una regola per riga, per esempio: calcio, "taglio dei tassi", topic:clima
form-topic-long = Una regola per riga. L’altro elenco è troppo lungo per questa finestra: /digest topic list
form-topic-too-long = Queste regole sono troppo lunghe per una finestra. Per modificarle: /digest topic include, /digest topic exclude, /digest topic remove
form-topic-counting = Conto a quante notizie degli ultimi 7 giorni si applicano queste regole…
form-topic-both = Questa regola è in entrambi gli elenchi, ma può stare solo in uno: { $rule }. Non è stato modificato nulla.
form-topic-changed = Le regole sono state modificate.
form-topic-same = Le regole erano già così. Non è stato modificato nulla.
form-topic-none = Questa rassegna stampa non ha più regole.
form-topic-no-stories = Negli ultimi 7 giorni non c’è stata nessuna notizia su cui provarle.
form-topic-would-tell = { $stories ->
    [one] Includono { $found } notizia su { $stories } degli ultimi 7 giorni.
   *[other] Includono { $found } delle { $stories } notizie degli ultimi 7 giorni.
}
form-topic-would-hide = { $stories ->
    [one] Escludono { $found } notizia su { $stories } degli ultimi 7 giorni.
   *[other] Escludono { $found } delle { $stories } notizie degli ultimi 7 giorni.
}
