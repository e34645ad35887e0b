# What anybody is told whose command is not done.

no-digest-here = Dieser Kanal hat noch keine Presseschau. Wer ihn verwaltet, kann eine anlegen: /digest setup
no-digest-of-yours = Sie haben noch keine eigene Presseschau. So legen Sie eine an: /digest setup
only-members = Nur Mitglieder dieses Workspace können seine Presseschau nutzen. /digest help zeigt, was es sonst gibt.
only-managers = Das dürfen nur Personen, die diesen Kanal verwalten (etwa Admins) oder mit /digest managers add hinzugefügt wurden.
no-such-command = Es gibt keinen Befehl „{ $command }“. /digest help nennt alle.
no-such-command-but = Es gibt keinen Befehl „{ $command }“. Meinten Sie /digest { $near }?
runs-already = /digest { $command } läuft hier schon, und die Antwort geht an die Person, die zuerst gefragt hat. Bitte versuchen Sie es in einer Minute noch einmal.
too-soon = { $seconds ->
    [one] /digest { $command } wurde hier gerade erst benutzt. Bitte warten Sie noch eine Sekunde.
   *[other] /digest { $command } wurde hier gerade erst benutzt. Bitte warten Sie noch { $seconds } Sekunden.
}
still-answering-you = Ihre letzten beiden Anfragen werden noch beantwortet. Bitte versuchen Sie es gleich noch einmal.
still-answering-others = Gerade warten sehr viele Personen auf eine Antwort. Bitte versuchen Sie es in einer Minute noch einmal.
database-does-not-answer = Die Datenbank antwortet gerade nicht. Es wurde nichts geändert; bitte versuchen Sie es in einer Minute noch einmal.
our-mistake = Etwas ist schiefgegangen, und das ist unser Fehler. Es wurde nichts geändert; wer diesen Bot betreibt, findet ihn im Protokoll.
