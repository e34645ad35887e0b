# What Discord's users are told by the bot itself, before or beside the answer to a command.

discord-other-version = Diese Schaltfläche oder dieses Formular stammt aus einer anderen Version dieses Bots. /digest help zeigt, was er jetzt kann.
discord-old-command = Discord hat diesen Befehl in einer Form geschickt, die dieser Bot nicht kennt. Bitte versuchen Sie es in einer Minute noch einmal.
discord-file-too-large = Diese Datei ist größer als { $most } MB. Es wurde nichts geändert; bitte schicken Sie eine kleinere.
discord-file-unreadable = Discord hat diese Datei nicht übermittelt. Es wurde nichts geändert; bitte schicken Sie sie noch einmal.
discord-not-shown = Die Antwort konnte nicht angezeigt werden. Ihr Befehl wurde vielleicht trotzdem ausgeführt; bitte fragen Sie noch einmal, um es zu sehen.
