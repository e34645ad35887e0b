# What could not be done, and what may be written instead.

problem-no-setting = „{ $typed }“ ist keine Einstellung. /digest settings show nennt alle.
problem-no-setting-but = „{ $typed }“ ist keine Einstellung. Meinten Sie { $near }?
problem-no-value = Der Einstellung { $setting } fehlt ein Wert. { $wanted }
problem-value = „{ $typed }“ passt nicht zur Einstellung { $setting }. { $wanted }
problem-value-but = „{ $typed }“ passt nicht zur Einstellung { $setting }. { $wanted } Meinten Sie „{ $near }“?

problem-wants-language = { $count ->
    [0] Schreiben Sie einen Sprachcode wie en, fr oder pt-BR.
   *[other] Schreiben Sie einen Sprachcode wie en, fr oder pt-BR, oder { $words }.
}
problem-wants-languages = { $most ->
    [one] Schreiben Sie einen Sprachcode, zum Beispiel it, oder { $words }.
   *[other] Schreiben Sie bis zu { $most } Sprachcodes, durch Kommas getrennt, zum Beispiel it, es, oder { $words }.
}
problem-wants-number = { $count ->
    [0] Schreiben Sie eine Zahl von { $low } bis { $high }, zum Beispiel { $example }.
    [one] Schreiben Sie eine Zahl von { $low } bis { $high }, zum Beispiel { $example }, oder das Wort { $words }.
   *[other] Schreiben Sie eine Zahl von { $low } bis { $high }, zum Beispiel { $example }, oder eines dieser Wörter: { $words }.
}
problem-wants-time = Schreiben Sie eine Dauer in min, h oder d (Tagen), zum Beispiel { $example }: mindestens { $low }, höchstens { $high }.
problem-wants-time-up-to = Schreiben Sie eine Dauer in min, h oder d (Tagen), zum Beispiel { $example }: höchstens { $high }.
problem-wants-choice = Schreiben Sie eines dieser Wörter: { $words }.
problem-wants-rules = Schreiben Sie bis zu { $most } Regeln, durch Kommas getrennt, zum Beispiel Klima, "höhere Zinsen", source:herald.example, oder { $words }.
problem-wants-mutes = Schreiben Sie, was ausgeblendet werden soll, bis zu { $most } Einträge, durch Kommas getrennt, zum Beispiel story:k7qm, source:herald.example oder topic:Fußball until 2026-12-01, oder { $words }.
problem-wants-topics = Schreiben Sie bis zu { $most } Stichwörter, durch Kommas getrennt, jedes aus wenigen Wörtern (höchstens 100 Zeichen), zum Beispiel Nachtzüge, oder { $words }.
problem-wants-sources = Schreiben Sie die Adressen von bis zu { $most } Feeds, durch Kommas getrennt, zum Beispiel https://herald.example/rss, oder { $words }.
problem-wants-zone = Schreiben Sie eine Zeitzone wie Europe/Paris oder America/New_York.
problem-wants-clock-times = Schreiben Sie Uhrzeiten, durch Kommas getrennt, höchstens { $most }, zum Beispiel 08:00, 18:30.
problem-wants-weekdays = Schreiben Sie Wochentage, zum Beispiel mon-fri oder sat, sun, oder { $words }.
problem-wants-dates = Schreiben Sie bis zu { $most } Daten, durch Kommas getrennt, zum Beispiel 2026-12-24, oder 2026-12-24..2027-01-02 für alle Tage vom einen bis zum anderen, oder { $words }.
problem-wants-hours = Schreiben Sie bis zu { $most } Zeitspannen, durch Kommas getrennt, zum Beispiel 22:00-07:00, oder { $words }.
problem-wants-group = Erwähnen Sie eine einzige Rolle oder Gruppe oder schreiben Sie ihre ID, nie alle, oder schreiben Sie { $words }.
problem-wants-people = Erwähnen Sie bis zu { $most } Personen oder schreiben Sie ihre IDs, durch Kommas getrennt, nie alle, oder schreiben Sie { $words }.

problem-rule-long = Eine Regel hat höchstens { $most } Zeichen.
problem-rule-empty = Schreiben Sie ein Wort, eine "Wortfolge" oder topic: mit wenigen Wörtern.
problem-rule-quotes = Entweder steht die ganze Regel in Anführungszeichen oder nichts davon: "höhere Zinsen".
problem-rule-wordless = Eine Regel braucht mindestens ein Wort, zum Beispiel Klima.
problem-rule-open = Ein regulärer Ausdruck endet auch mit einem Schrägstrich: /Zinsen?/
problem-rule-everything = Das träfe auf jeden Artikel zu; nennen Sie darin mindestens ein Wort.
problem-rule-bound = \b kennt nur die Buchstaben a bis z; schreiben Sie stattdessen [^\pL] oder ein Leerzeichen.
problem-rule-complicated = Das ist zu kompliziert; verwenden Sie weniger Wiederholungen, zum Beispiel /Zinssenkung(en)?/
problem-rule-alone = Schreiben Sie etwas nach dem Doppelpunkt, zum Beispiel source:herald.example oder topic:Nachtzüge.
problem-rule-language = Schreiben Sie nach dem Doppelpunkt einen Sprachcode, zum Beispiel language:fr.
problem-rule-kind = Vor einem Doppelpunkt kann nur source, language oder topic stehen; setzen Sie anderes in Anführungszeichen.
problem-rule-regex = Ich verstehe diesen regulären Ausdruck nicht ({ $reason }). Schreiben Sie einen wie /Zinsen?/

problem-misread = Ich verstehe „{ $typed }“ hier nicht. Schreiben Sie Uhrzeiten wie 08:00, Tage wie mon-fri, Daten wie 2026-12-24.
problem-no-address = „{ $typed }“ ist keine Adresse eines Feeds oder einer Website. Schreiben Sie eine wie https://herald.example
problem-no-language = „{ $typed }“ ist kein Sprachcode. Schreiben Sie einen wie en, fr, de, it, es oder pt-BR.
problem-no-mute = Ausblenden lassen sich nur ein Thema, eine Quelle oder ein Stichwort. Schreiben Sie zum Beispiel story:k7qm, source:herald.example oder topic:Fußball.
problem-no-date = „{ $typed }“ ist kein Datum. Schreiben Sie eines wie 2026-12-01 oder 2026-12-01T08:00Z.
problem-digest-gone = Diese Presseschau gibt es nicht mehr. /digest setup legt eine neue an.
problem-file-encoding = Diese Datei ist nicht in UTF-8. /digest settings export liefert eine, die es ist.
problem-file-toml = Diese Datei ist kein TOML. /digest settings export liefert eine als Ausgangspunkt.
problem-file-empty = Darin stehen keine Einstellungen. Schreiben Sie Zeilen wie stories = 8, oder geben Sie eine Datei aus /digest settings export an.
problem-file-line = In Zeile { $number } steht keine Einstellung. Schreiben Sie jede so: stories = 8
problem-file-value = Der Wert von { $setting } ist weder Text noch Zahl. Setzen Sie ihn in Anführungszeichen.
problem-nothing-to-say = Gerade gibt es nichts zu berichten. Bitte versuchen Sie es später noch einmal.
problem-step-failed = Das brauchte zu viel Zeit oder Speicher und wurde abgebrochen. Bitte versuchen Sie es später noch einmal, oder fragen Sie nach weniger.
problem-not-delivered = Niemand hat die Nachricht ankommen sehen. /digest status sagt, was aus ihr geworden ist.
problem-other = Das geht nicht: { $reason }

problem-robots = { $host } lässt Bots diese Seite nicht lesen (robots.txt).
problem-no-feed = { $host } nennt keinen Feed, und auch an den üblichen Stellen ist keiner. Geben Sie die Adresse des Feeds selbst an.
problem-no-list = { $host } enthält keine Liste von Feeds (OPML), die sich lesen lässt.
problem-not-a-feed = Was { $host } schickt, ist kein lesbarer Feed (RSS, Atom oder JSON Feed).
problem-source-missing = { $host } gibt es nicht, oder nichts darin lässt sich lesen.
problem-page-missing = { $host } hat unter dieser Adresse nichts. Bitte prüfen Sie die Schreibweise.
problem-host-refuses = { $host } lässt uns diese Adresse nicht lesen.
problem-host-busy = { $host } bittet um eine Pause. Bitte versuchen Sie es später noch einmal.
problem-host-in-trouble = { $host } hat eine Störung (Fehler { $status }). Bitte versuchen Sie es später noch einmal.
problem-host-status = { $host } antwortet mit { $status } und schickt nichts.
problem-host-private = { $host } steht in einem privaten Netz. Gelesen werden nur öffentliche Adressen.
problem-host-none = { $host } ist unter dieser Adresse nicht erreichbar. Schreiben Sie eine wie https://herald.example/rss, ohne Passwort.
problem-host-unknown = Es gibt keinen Server namens { $host }. Bitte prüfen Sie die Schreibweise.
problem-host-silent = { $host } antwortet nicht. Bitte versuchen Sie es später noch einmal.
problem-host-insecure = Zu { $host } kam keine sichere Verbindung zustande: Das Zertifikat ist nicht gültig.
problem-host-redirects = { $host } schickt uns endlos von einer Adresse zur nächsten.
problem-host-late = { $host } zu lesen hat zu lange gedauert. Bitte versuchen Sie es noch einmal, mit weniger Adressen auf einmal.
problem-too-large = { $host } schickt mehr, als sich lesen lässt.
problem-fetch = { $host } hat nichts Lesbares geschickt: { $reason }
