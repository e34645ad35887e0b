help-title = Befehle
help-brackets = Was in eckigen Klammern steht, kann wegbleiben.
help-more = Mehr zu einem davon: /digest help story
help-only-members = Mitglieder dieses Workspace können sie nutzen.
help-for-everyone = Für alle
help-for-managers = Für alle, die diesen Kanal verwalten
help-only-managers = Nur für alle, die den Kanal verwalten.
help-needed = nötig
help-number = { $low } bis { $high }
help-switch = on oder off
help-text = höchstens { $high } Zeichen
help-example = Beispiel: { $example }

language-shown = Ich antworte Ihnen { $language }.
language-set = Ab jetzt antworte ich Ihnen { $language }.
language-of-news = Sie bekommen die Nachrichten { $language }, wo es sie so gibt; meine eigenen Worte sind auf Englisch.
language-forgotten = Ihre Wahl ist vergessen. Ich antworte Ihnen { $language }, wie es Ihr Chat oder dieser Kanal vorgibt.
language-chosen = Das haben Sie so gewählt. So wird es vergessen: /digest language auto
language-automatic = So gibt es Ihr Chat oder dieser Kanal vor. Eine andere wählen Sie mit Kürzel oder Namen: /digest language en
language-of-channel = Was im Kanal erscheint, bleibt { $language }.
language-unknown = Ich kenne keine Sprache „{ $language }“. Schreiben Sie ihr Kürzel oder ihren Namen, etwa fr oder Französisch.

proposal-auto = automatisch
proposal-now = { $value } (derzeit)
proposal-default = { $value } (Standard)
