# What could not be done, and what may be written instead.

problem-no-setting = «{ $typed }» non è un’impostazione. /digest settings show le elenca tutte.
problem-no-setting-but = «{ $typed }» non è un’impostazione. Intendevi { $near }?
problem-no-value = All’impostazione { $setting } manca un valore. { $wanted }
problem-value = «{ $typed }» non va bene per l’impostazione { $setting }. { $wanted }
problem-value-but = «{ $typed }» non va bene per l’impostazione { $setting }. { $wanted } Intendevi «{ $near }»?

problem-wants-language = { $count ->
    [0] Scrivi un codice di lingua come en, fr o pt-BR.
   *[other] Scrivi un codice di lingua come en, fr o pt-BR, oppure { $words }.
}
problem-wants-languages = { $most ->
    [one] Scrivi un codice di lingua, per esempio it, oppure { $words }.
   *[other] Scrivi al massimo { $most } codici di lingua separati da virgole, per esempio it, es, oppure { $words }.
}
problem-wants-number = { $count ->
    [0] Scrivi un numero da { $low } a { $high }, per esempio { $example }.
    [one] Scrivi un numero da { $low } a { $high }, per esempio { $example }, oppure la parola { $words }.
   *[other] Scrivi un numero da { $low } a { $high }, per esempio { $example }, oppure una di queste parole: { $words }.
}
problem-wants-time = Scrivi una durata in min, h o d (giorni), per esempio { $example }: almeno { $low }, al massimo { $high }.
problem-wants-time-up-to = Scrivi una durata in min, h o d (giorni), per esempio { $example }: al massimo { $high }.
problem-wants-choice = Scrivi una di queste parole: { $words }.
problem-wants-rules = Scrivi al massimo { $most } regole separate da virgole, per esempio clima, "taglio dei tassi", source:herald.example, oppure { $words }.
problem-wants-mutes = Scrivi che cosa nascondere, al massimo { $most } elementi separati da virgole, per esempio story:k7qm, source:herald.example o topic:calcio until 2026-12-01, oppure { $words }.
problem-wants-topics = Scrivi al massimo { $most } temi separati da virgole, ciascuno in poche parole (al massimo 100 caratteri), per esempio treni notturni, oppure { $words }.
problem-wants-sources = Scrivi gli indirizzi di { $most } feed al massimo, separati da virgole, per esempio https://herald.example/rss, oppure { $words }.
problem-wants-zone = Scrivi un fuso orario come Europe/Paris o America/New_York.
problem-wants-clock-times = Scrivi degli orari separati da virgole, al massimo { $most }, per esempio 08:00, 18:30.
problem-wants-weekdays = Scrivi dei giorni della settimana, per esempio mon-fri o sat, sun, oppure { $words }.
problem-wants-dates = Scrivi al massimo { $most } date separate da virgole, per esempio 2026-12-24, o 2026-12-24..2027-01-02 per tutti i giorni dall’una all’altra, oppure { $words }.
problem-wants-hours = Scrivi al massimo { $most } fasce orarie separate da virgole, per esempio 22:00-07:00, oppure { $words }.
problem-wants-group = Menziona un solo ruolo o gruppo o scrivine l’ID, mai tutti, oppure scrivi { $words }.
problem-wants-people = Menziona al massimo { $most } persone o scrivine gli ID, separati da virgole, mai tutti, oppure scrivi { $words }.

problem-rule-long = Una regola ha al massimo { $most } caratteri.
problem-rule-empty = Scrivi una parola, una "frase" o topic: seguito da poche parole.
problem-rule-quotes = Metti tra virgolette tutta la regola, o niente: "taglio dei tassi".
problem-rule-wordless = Una regola contiene almeno una parola, per esempio clima.
problem-rule-open = Un’espressione regolare finisce anch’essa con una barra: /tass[oi]/
problem-rule-everything = Si applicherebbe a ogni articolo; inserisci almeno una parola.
problem-rule-bound = \b conosce solo le lettere dalla a alla z; scrivi invece [^\pL] o uno spazio.
problem-rule-complicated = È troppo complicata; riduci le ripetizioni, per esempio /taglio? dei tassi/
problem-rule-alone = Scrivi qualcosa dopo i due punti, per esempio source:herald.example o topic:treni notturni.
problem-rule-language = Scrivi un codice di lingua dopo i due punti, per esempio language:fr.
problem-rule-kind = Prima dei due punti può stare solo source, language o topic; metti il resto tra virgolette.
problem-rule-regex = Non capisco questa espressione regolare ({ $reason }). Scrivine una come /tass[oi]/

problem-misread = Non capisco «{ $typed }» qui. Scrivi gli orari come 08:00, i giorni come mon-fri, le date come 2026-12-24.
problem-no-address = «{ $typed }» non è l’indirizzo di un feed o di un sito. Scrivine uno come https://herald.example
problem-no-language = «{ $typed }» non è un codice di lingua. Scrivine uno come en, fr, de, it, es o pt-BR.
problem-no-mute = Si possono nascondere solo una notizia, una fonte o un tema. Scrivi per esempio story:k7qm, source:herald.example o topic:calcio.
problem-no-date = «{ $typed }» non è una data. Scrivine una come 2026-12-01 o 2026-12-01T08:00Z.
problem-digest-gone = Questa rassegna stampa non esiste più. /digest setup ne crea una nuova.
problem-file-encoding = Questo file non è in UTF-8. /digest settings export ne dà uno che lo è.
problem-file-toml = Questo file non è TOML. /digest settings export ne dà uno da cui partire.
problem-file-empty = Non contiene impostazioni. Scrivi righe come stories = 8, oppure indica un file di /digest settings export.
problem-file-line = La riga { $number } non contiene un’impostazione. Scrivi ciascuna così: stories = 8
problem-file-value = Il valore di { $setting } non è né un testo né un numero. Mettilo tra virgolette.
problem-nothing-to-say = Al momento non c’è nulla da segnalare. Riprova più tardi.
problem-step-failed = Richiedeva troppo tempo o troppa memoria ed è stato interrotto. Riprova più tardi, o chiedi di meno.
problem-not-delivered = Nessuno ha visto arrivare il messaggio. /digest status dice che ne è stato.
problem-other = Non è possibile: { $reason }

problem-robots = { $host } non permette ai bot di leggere quella pagina (robots.txt).
problem-no-feed = { $host } non indica alcun feed, e non ce n’è nei posti consueti. Indica l’indirizzo del feed stesso.
problem-no-list = { $host } non contiene un elenco di feed (OPML) leggibile.
problem-not-a-feed = Ciò che { $host } invia non è un feed leggibile (RSS, Atom o JSON Feed).
problem-source-missing = { $host } non esiste, o non contiene nulla di leggibile.
problem-page-missing = { $host } non ha nulla a quell’indirizzo. Controlla come è scritto.
problem-host-refuses = { $host } non ci lascia leggere quell’indirizzo.
problem-host-busy = { $host } chiede una pausa. Riprova più tardi.
problem-host-in-trouble = { $host } è in difficoltà (errore { $status }). Riprova più tardi.
problem-host-status = { $host } risponde { $status } e non invia nulla.
problem-host-private = { $host } si trova in una rete privata. Si leggono solo indirizzi pubblici.
problem-host-none = { $host } non è raggiungibile a quell’indirizzo. Scrivine uno come https://herald.example/rss, senza password.
problem-host-unknown = Non c’è un server di nome { $host }. Controlla come è scritto.
problem-host-silent = { $host } non risponde. Riprova più tardi.
problem-host-insecure = Non è stato possibile stabilire una connessione sicura con { $host }: il suo certificato non è valido.
problem-host-redirects = { $host } ci rimanda senza fine da un indirizzo all’altro.
problem-host-late = La lettura di { $host } ha richiesto troppo tempo. Riprova, con meno indirizzi per volta.
problem-too-large = { $host } invia più di quanto si possa leggere.
problem-fetch = { $host } non ha inviato nulla di leggibile: { $reason }
