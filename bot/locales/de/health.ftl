# Was aus der Presseschau eines Kanals geworden ist, und was zu tun ist.

status-well = Alles in Ordnung.
status-troubled = Etwas braucht Aufmerksamkeit.
status-runs = Letzte Termine
status-next = Nächste Termine
status-messages = Letzte Presseschau
status-feeds = Feeds

status-chat-halted = Dieser Chat nimmt seit { $at } nichts mehr an: { $reason }. Wer den Bot betreibt, muss ein neues Token eintragen.
status-refused = Die Presseschau pausiert, weil der Chat sie abgelehnt hat: { $reason }. Geben Sie dem Bot hier wieder seine Rechte, dann: /digest schedule resume
status-paused-until = Die Presseschau pausiert bis { $until }. /digest schedule resume beendet das sofort.
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
status-resend-button = Noch einmal senden
status-resume-button = Fortsetzen

status-run-planned = fällig, noch nicht fertig
status-run-posted = gesendet
status-run-late = verspätet gesendet
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

status-none-sent = Noch wurde nichts gesendet.
status-sent = { $total ->
    [one] Ihr einziger Teil kam an.
   *[other] { $count } von { $total } Teilen kamen an.
}
status-pending = { $count } von { $total } warten; nächster Versuch { $at }
status-unknown = { $count } von { $total }: Verbleib unbekannt
status-parts-refused = { $count } von { $total } vom Chat abgelehnt
status-expired = { $count } von { $total } konnten nicht rechtzeitig gesendet werden
status-error = Letzter Fehler: { $reason }

status-no-feed = Diese Presseschau hat keinen Feed. /digest feed add bringt einen.
status-feeds-count = { $count ->
    [one] { $count } Feed
   *[other] { $count } Feeds
}
status-feeds-fetched = zuletzt abgerufen { $at }
status-feed-ended = { $feed } gibt es nicht mehr: { $reason }
status-feed-fails = { $count ->
    [one] { $feed } schlug einmal fehl: { $reason }. Nächster Versuch { $at }
   *[other] { $feed } schlug { $count }-mal nacheinander fehl: { $reason }. Nächster Versuch { $at }
}
status-more-feeds = { $count ->
    [one] und einer mehr
   *[other] und { $count } weitere
}
status-do-feeds = /digest feed test sagt, was einem Feed fehlt; /digest feed remove nimmt ihn heraus.

resend-nothing = Alle Teile der letzten Presseschau sind angekommen oder unterwegs. Es gibt nichts noch einmal zu senden.
resend-sure = { $count ->
    [one] Einen Teil der letzten Presseschau noch einmal senden?
   *[other] { $count } Teile der letzten Presseschau noch einmal senden?
}
resend-twice = { $count ->
    [one] Einer davon ist vielleicht angekommen. Er stünde dann zweimal im Kanal.
   *[other] { $count } davon sind vielleicht angekommen. Sie stünden dann zweimal im Kanal.
}
resend-button = Noch einmal senden
resend-done = { $count ->
    [one] Ein Teil ist wieder unterwegs.
   *[other] { $count } Teile sind wieder unterwegs.
}

why-looking = Die Stufen der nächsten Presseschau werden durchgegangen …
why-stages = Was jede Stufe sagt
why-passed = bestanden
why-was-told = Er stand in der Presseschau vom { $at }.
why-held-back = zurückgehalten
why-no-article = „{ $name }“ ist kein Thema und kein Artikel dieser Presseschau. Schreiben Sie die Kennung, die neben einem Thema steht, oder die Adresse eines Artikels.
why-no-feed = Kein Feed dieser Presseschau ist von { $host }, darum kommen dessen Artikel nicht. /digest feed add { $host } bringt sie.
why-feed-fails = Dieser Artikel ist nicht gekommen: Der Feed { $feed } kann nicht gelesen werden ({ $reason }).
why-feed-new = Dieser Artikel ist nicht gekommen: Der Feed { $feed } wurde noch nicht abgerufen.
why-not-come = Dieser Artikel stand nicht im Feed { $feed }, als er zuletzt abgerufen wurde ({ $at }). Nicht jeder Artikel einer Website steht in ihrem Feed.
