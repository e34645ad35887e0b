# What Slack's users are told by the bot itself, before or beside the answer to a command.

slack-other-version = Diese Schaltfläche oder dieses Fenster stammt aus einer anderen Version dieses Bots. /digest help zeigt, was er jetzt kann.
slack-not-shown = Die Antwort konnte nicht angezeigt werden. Ihr Befehl wurde vielleicht trotzdem ausgeführt; bitte fragen Sie noch einmal, um es zu sehen.
slack-who-are-you = Slack hat nicht rechtzeitig mitgeteilt, ob Sie diesen Kanal verwalten; es wurde nichts geändert. Bitte versuchen Sie es in einer Minute noch einmal.
slack-only-managers = Das dürfen nur Admins und Inhaber dieses Workspace oder Personen, die mit /digest managers add hinzugefügt wurden.
# Below what says that the digest of a channel is set up; the command is one of Slack's own.
slack-invite-me = Falls ich noch nicht in diesem Kanal bin, laden Sie mich ein, damit ich hier veröffentlichen kann: { $command }
