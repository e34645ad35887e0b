# Was aus der Presseschau eines Kanals geworden ist, und was zu tun ist.

status-well = Alles in Ordnung.
status-troubled = Etwas braucht Aufmerksamkeit.
status-runs = Letzte Termine
status-next = Nächste Termine
status-messages = Letzte Presseschau
status-feeds = Feeds

status-chat-halted = Dieser Chat nimmt seit dem { $at } nichts mehr an: { $reason }. Wer den Bot betreibt, muss ein neues Token eintragen.
status-refused = Die Presseschau pausiert, weil der Chat sie abgelehnt hat: { $reason }. Lassen Sie den Bot hier wieder veröffentlichen, dann: /digest schedule resume
status-paused-until = Die Presseschau pausiert bis zum { $until }. /digest schedule resume setzt sie sofort fort.
status-paused = Die Presseschau pausiert, bis jemand sie fortsetzt: /digest schedule resume
status-missed = { $count ->
    [one] Ein Termin wurde verpasst: Der Bot lief da nicht. Die nächste Presseschau reicht so weit zurück, dass nichts fehlt.
   *[other] { $count } Termine wurden verpasst: Der Bot lief da nicht. Die nächste Presseschau reicht so weit zurück, dass nichts fehlt.
}
status-do-unknown = { $count ->
    [one] Von einem Teil der letzten Presseschau weiß niemand, ob er ankam. Sehen Sie im Kanal nach; fehlt er: /digest resend
   *[other] Von { $count } Teilen der letzten Presseschau weiß niemand, ob sie ankamen. Sehen Sie im Kanal nach; fehlen sie: /digest resend
}
status-do-failed = { $count ->
    [one] Ein Teil der letzten Presseschau kam nicht an. Die nächste bringt, was darin stand; sofort geht es mit: /digest resend
   *[other] { $count } Teile der letzten Presseschau kamen nicht an. Die nächste bringt, was darin stand; sofort geht es mit: /digest resend
}
status-resend-button = Erneut senden
status-resume-button = Fortsetzen

status-run-planned = fällig, noch nicht fertig
status-run-posted = veröffentlicht
status-run-late = verspätet veröffentlicht
status-run-empty = nichts zu berichten
status-run-missed = verpasst
status-run-quiet = Ruhezeit
status-run-skipped = ausgelassen, wie gewünscht
status-run-moved = durch eine andere Uhrzeit des Tages ersetzt
status-no-next = Keiner ist geplant.
status-skips = { $count ->
    [one] Davor wird einer ausgelassen, wie gewünscht.
   *[other] Davor werden { $count } ausgelassen, wie gewünscht.
}

status-none-sent = Noch wurde nichts veröffentlicht.
status-sent = { $total ->
    [one] Ihr einziger Teil kam an.
   *[other] Angekommene Teile: { $count } von { $total }.
}
status-pending = { $count } von { $total } noch nicht gesendet; nächster Versuch: { $at }
status-unknown = { $count } von { $total }: Ankunft nicht bestätigt
status-parts-refused = { $count } von { $total } vom Chat abgelehnt
status-expired = { $count ->
    [one] { $count } von { $total } konnte nicht rechtzeitig gesendet werden
   *[other] { $count } von { $total } konnten nicht rechtzeitig gesendet werden
}
status-error = Letzter Fehler: { $reason }

status-no-feed = Diese Presseschau hat keinen Feed. So fügen Sie einen hinzu: /digest feed add
status-feeds-count = { $count ->
    [one] { $count } Feed
   *[other] { $count } Feeds
}
status-feeds-fetched = zuletzt gelesen: { $at }
status-feed-ended = { $feed } gibt es nicht mehr.
status-feed-fails = { $count ->
    [one] { $feed } schlug einmal fehl. Nächster Versuch: { $at }
   *[other] { $feed } schlug { $count }-mal hintereinander fehl. Nächster Versuch: { $at }
}
status-more-feeds = { $count ->
    [one] und ein weiterer
   *[other] und { $count } weitere
}
status-do-feeds = /digest feed test sagt, was einem Feed fehlt; /digest feed remove nimmt ihn heraus.

# $permissions: eine Liste der Namen darunter; so heißen sie in den Einstellungen von Discord.
lacks-permissions = Mir fehlen hier Berechtigungen. Geben Sie mir in diesem Kanal: { $permissions }
lacks-posting = Ich kann in diesem Kanal noch nichts veröffentlichen. Geben Sie mir hier diese Berechtigungen: { $permissions }
lacks-see = Kanal anzeigen
lacks-post = Nachrichten senden
lacks-read-history = Nachrichtenverlauf anzeigen
lacks-embed = Links einbetten
lacks-attach = Dateien anhängen
lacks-begin-threads = Öffentliche Threads erstellen
lacks-post-in-threads = Nachrichten in Threads senden

resend-nothing = Alle Teile der letzten Presseschau sind angekommen oder unterwegs. Es gibt nichts erneut zu senden.
resend-sure = { $count ->
    [one] Einen Teil der letzten Presseschau erneut senden?
   *[other] { $count } Teile der letzten Presseschau erneut senden?
}
resend-twice = { $count ->
    [one] Einer davon ist vielleicht angekommen. Er stünde dann zweimal im Kanal.
   *[other] { $count } davon sind vielleicht angekommen. Sie stünden dann zweimal im Kanal.
}
resend-button = Erneut senden
resend-done = { $count ->
    [one] Ein Teil ist wieder unterwegs.
   *[other] { $count } Teile sind wieder unterwegs.
}

why-looking = Ich gehe die Stufen der nächsten Presseschau durch …
why-stages = Was jede Stufe sagt
why-passed = bestanden
why-was-told = Er stand in der Presseschau vom { $at }.
why-held-back = zurückgehalten
why-no-article = „{ $name }“ ist weder ein Thema noch ein Artikel dieser Presseschau. Schreiben Sie das Kürzel eines Themas oder die Adresse eines Artikels.
why-no-feed = Kein Feed dieser Presseschau ist von { $host }, darum kommen die Artikel von dort nicht an. So fügen Sie ihn hinzu: /digest feed add { $host }
why-feed-fails = Dieser Artikel ist nicht gekommen: Der Feed { $feed } kann nicht gelesen werden. { $reason }
why-feed-new = Dieser Artikel ist nicht gekommen: Der Feed { $feed } wurde noch nicht gelesen.
why-not-come = Dieser Artikel stand nicht im Feed { $feed }, als er zuletzt gelesen wurde ({ $at }). Nicht jeder Artikel einer Website steht in ihrem Feed.
