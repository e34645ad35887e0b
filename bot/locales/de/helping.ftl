help-title = Befehle
help-brackets = Was in eckigen Klammern steht, kann wegbleiben.
help-more = Mehr zu einem davon: /digest help story
help-quotes = Wörter, die zusammengehören, stehen in Anführungszeichen: /digest now topic:"grüner Wasserstoff"
help-windows = /digest settings, /digest feed und /digest topic öffnen ein Fenster zum Ausfüllen.
help-only-members = Mitglieder dieses Workspace können sie nutzen.
help-for-everyone = Für alle
help-for-managers = Für alle, die diesen Kanal verwalten
help-only-managers = Nur für alle, die den Kanal verwalten.
help-needed = erforderlich
help-number = { $low } bis { $high }
help-switch = ja oder nein
help-text = höchstens { $high } Zeichen
help-example = Beispiel: { $example }

language-shown = Ich antworte Ihnen { $language }.
language-set = Ab jetzt antworte ich Ihnen { $language }.
language-of-news = Sie bekommen die Nachrichten { $language }, soweit es sie so gibt; ich selbst antworte auf Englisch.
language-forgotten = Ihre Wahl ist aufgehoben. Ich antworte Ihnen { $language }, wie es Ihr Chat oder dieser Kanal vorgibt.
language-chosen = So haben Sie es gewählt. Um es rückgängig zu machen: /digest language auto
language-automatic = So gibt es Ihr Chat oder dieser Kanal vor. Eine andere wählen Sie mit Code oder Namen: /digest language en
language-of-channel = Was im Kanal erscheint, bleibt { $language }.
language-unknown = Ich kenne die Sprache „{ $language }“ nicht. Schreiben Sie ihren Code oder ihren Namen, etwa fr oder Französisch.

proposal-auto = automatisch
proposal-now = { $value } (derzeit)
proposal-default = { $value } (Standard)
