# The settings of a digest, who may change them, and setting a digest up. $setting is the name of a setting, $value what is written for it.

settings-title = Le impostazioni di questa rassegna stampa
settings-how = Per modificarne una: /digest settings set stories 12. Per ripristinarla: /digest settings reset stories
settings-changed-here = Modificate qui
settings-as-usual = Predefinite
settings-more = { $count ->
    [one] … e un altro
   *[other] … e altri { $count }
}
settings-export-button = Esporta
settings-set = { $setting } ora è { $value }.
settings-before = prima: { $value }
settings-same = { $setting } era già { $value }. Non è stato modificato nulla.
settings-looking = { $count ->
    [one] Cerco la fonte…
   *[other] Cerco { $count } fonti…
}
settings-no-default = { $setting } non ha un valore predefinito. Scegline uno, per esempio: /digest settings set language fr
settings-not-spoken = Il bot non ha testi { $language }. Scrivi una di queste parole: { $words }.
settings-calls-everybody = Così avviseresti tutti, e una rassegna stampa non lo fa mai. Indica un ruolo o un gruppo preciso, oppure scrivi: none
settings-exported = Tutte le impostazioni di questa rassegna stampa sono in questo file. /digest settings import lo rilegge.
settings-import-one = Indica ciò che scrive /digest settings export, come file o come testo, oppure righe come stories = 8.
settings-import-large = Questo file supera { $most } MB; nessun file di impostazioni è così grande.
settings-import-several = { $count ->
    [one] In questo file c’è una rassegna stampa.
   *[other] In questo file ci sono { $count } rassegne stampa. Lascia solo quella che vuoi avere qui.
}
settings-imported = { $count ->
    [one] È stata modificata un’impostazione.
   *[other] Sono state modificate { $count } impostazioni.
}
settings-imported-same = Era già tutto così. Non è stato modificato nulla.
settings-next-runs = Le prossime rassegne stampa
settings-paused = È sospesa. /digest schedule resume la riattiva.
settings-no-runs = Con queste impostazioni non ne arriva nessuna.

managers-added = { $count ->
    [one] Ora { $people } può modificare questa rassegna stampa.
   *[other] Ora { $people } possono modificare questa rassegna stampa.
}
managers-already = { $count ->
    [one] { $people } poteva già modificare questa rassegna stampa.
   *[other] { $people } potevano già modificare questa rassegna stampa.
}
managers-removed = { $count ->
    [one] { $people } non figura più tra i gestori di questa rassegna stampa.
   *[other] { $people } non figurano più tra i gestori di questa rassegna stampa.
}
managers-unknown = { $people } non figura tra i gestori di questa rassegna stampa. /digest managers list li elenca.
managers-too-many = Una rassegna stampa può avere al massimo { $most } gestori. Prima togli qualcuno: /digest managers remove
managers-no-longer-you = Tu non figuri più nell’elenco: d’ora in poi questa rassegna stampa dovrà modificarla qualcun altro.
managers-platform = Anche chi gestisce questo canale sulla piattaforma può sempre modificarla.
managers-title = { $count ->
    [0] Nessuno figura tra i gestori di questa rassegna stampa.
    [one] Una persona figura tra i gestori di questa rassegna stampa.
   *[other] { $count } persone figurano tra i gestori di questa rassegna stampa.
}
managers-more = { $count ->
    [one] … e un’altra; /digest settings export le elenca tutte
   *[other] … e altre { $count }; /digest settings export le elenca tutte
}

setup-title = Crea una rassegna stampa
setup-asks = Quando devono arrivare le notizie, e in quale lingua? Tutto si può modificare in seguito.
setup-asks-again = Questa rassegna stampa esiste già. Ciò che modifichi qui vale per lei.
setup-language = Lingua
setup-timezone = Fuso orario
setup-timezone-hint = Europe/Rome, America/New_York
setup-times = Orari
setup-times-hint = 08:00, oppure 8:30 e 18:00 da lunedì a venerdì
setup-sources = Fonti
setup-sources-hint = starter, all, oppure indirizzi di feed e siti
setup-sources-stay = Lascia vuoto per tenere le fonti come sono
setup-topics = Temi da mettere in testa
setup-topics-hint = treni notturni, clima
setup-working = Creo una rassegna stampa, lingua: { $language }…
setup-nothing-followed = Chi amministra il bot non segue ancora nessun feed. Per cominciare scrivi sources:starter, o l’indirizzo di un giornale.
setup-no-source = Nessuna delle { $count } fonti ha un feed, perciò non è stato creato nulla. La prima: { $first }
setup-too-many = Sono { $count } feed, e una rassegna stampa può averne al massimo { $most }. Indicane di meno.
setup-done = La rassegna stampa è pronta.
setup-changed = La rassegna stampa è stata modificata.
setup-in-language = La sua lingua: { $language }.
setup-feeds = { $count ->
    [one] Ha un feed.
   *[other] Ha { $count } feed.
}
setup-all-feeds = { $count ->
    [one] Ha tutti i feed seguiti da chi amministra il bot: per ora uno.
   *[other] Ha tutti i feed seguiti da chi amministra il bot: per ora { $count }.
}
setup-first-news = I nuovi feed vengono letti nei prossimi minuti; fino ad allora forse non c’è nulla da segnalare.
setup-set-timezone = I suoi orari sono in UTC. Indica il tuo fuso, per esempio: /digest settings set timezone Europe/Rome
setup-only-you = La vedi solo tu.
setup-refused = Non seguite
setup-more-refused = { $count ->
    [one] … e un’altra
   *[other] … e altre { $count }
}
setup-preview-button = Anteprima
setup-settings-button = Impostazioni
setup-post-button = Pubblica ora
