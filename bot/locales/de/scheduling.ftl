# Der Zeitplan: show, set, pause, resume, skip.

schedule-heading = Zeitplan
schedule-when-daily = Die Presseschau kommt jeden Tag um { $times } Uhr.
# $days ist eine Liste: „Montag und Donnerstag“.
schedule-when = Die Presseschau kommt jeden { $days } um { $times } Uhr.
schedule-zone = Uhrzeiten in { $zone }.
# $dates ist eine Liste von Tagen und Zeiträumen, $others die Zahl der übrigen.
schedule-quiet-dates = { $others ->
    [0] Ruhetage ohne Presseschau: { $dates }.
    [one] Ruhetage ohne Presseschau: { $dates } und ein weiterer Zeitraum.
   *[other] Ruhetage ohne Presseschau: { $dates } und { $others } weitere Zeiträume.
}
schedule-hours = { $start } bis { $end } Uhr
schedule-hours-hold = Ruhezeiten: { $hours }. Eine Presseschau, die dann fällig ist, kommt, wenn sie enden.
schedule-hours-drop = Ruhezeiten: { $hours }. Eine Presseschau, die dann fällig ist, entfällt; die nächste reicht weiter zurück.
schedule-next = Nächste Presseschauen
schedule-left-out = Ausgelassen, wie gewünscht
schedule-others = { $count ->
    [one] und eine weitere
   *[other] und { $count } weitere
}
schedule-exceptions = Was nicht stattfindet
schedule-run = { $day }, { $time } Uhr
schedule-is-set = Der Zeitplan ist gespeichert.
schedule-was-so = So war es schon; es wurde nichts geändert.
# Was durch eine Änderung aus einer Uhrzeit wird, die schon vorbei ist.
schedule-comes-now = Die Presseschau von { $day }, { $time } Uhr, kommt jetzt.
schedule-moved = Keine Presseschau am { $day } um { $time } Uhr: Eine andere Uhrzeit dieses Tages ist an ihre Stelle getreten.
schedule-missed = Keine Presseschau am { $day } um { $time } Uhr: Dafür ist es zu spät.
schedule-quiet = Keine Presseschau am { $day } um { $time } Uhr: Das ist Ruhezeit oder ein Ruhetag.
schedule-skipped = Keine Presseschau am { $day } um { $time } Uhr: Sie wird ausgelassen, wie gewünscht.
schedule-is-paused = Die Presseschau pausiert.
schedule-paused = Keine Presseschau, bis jemand sie fortsetzt: /digest schedule resume
schedule-paused-until = Keine Presseschau vor { $moment }: Sie pausiert.
schedule-refused = Keine Presseschau, bis jemand sie fortsetzt: Der Chat hat die letzte abgelehnt ({ $reason }).
schedule-is-resumed = Die Presseschau wird fortgesetzt.
schedule-not-paused = Die Presseschau pausiert nicht.
schedule-was-refused = Sie pausierte, weil der Chat eine abgelehnt hatte ({ $reason }). Ist das noch immer so, wird auch die nächste abgelehnt.
schedule-is-skipped = { $count ->
    [one] Die nächste Presseschau wird ausgelassen.
   *[other] Die nächsten { $count } Presseschauen werden ausgelassen.
}
schedule-none-skipped = Es wird keine Presseschau ausgelassen.
schedule-no-runs = In den nächsten 400 Tagen kommt keine Presseschau: Ruhetage und Ruhezeiten lassen keine Zeit dafür.
schedule-no-digest-on = Keine Presseschau am { $day }: Ruhetag.
schedule-no-digest-between = Keine Presseschau von { $first } bis { $last }: Ruhetage.
schedule-held = Die Presseschau von { $time } Uhr kommt um { $until } Uhr, wenn die Ruhezeit endet.
schedule-dropped = Die Presseschau von { $time } Uhr entfällt: Ruhezeit.
schedule-pause = Pausieren
schedule-resume = Fortsetzen

# Was zu einem Zeitplan gesagt wird, der nicht oder zweierlei gemeint sein kann.
schedule-empty = Schreiben Sie, wann die Presseschau kommen soll, zum Beispiel: 8:30 und 18 Uhr mo-fr
schedule-too-long = Das ist zu lang für einen Zeitplan. Schreiben Sie Uhrzeiten und Tage, zum Beispiel: 8:30 und 18 Uhr mo-fr
schedule-no-word = „{ $part }“ verstehe ich nicht. Schreiben Sie Uhrzeiten und, wenn nicht jeder Tag gemeint ist, Tage, zum Beispiel: 8:30 und 18 Uhr mo-fr
schedule-no-hour = „{ $part }“ lässt die Uhrzeit offen. Schreiben Sie sie dazu, zum Beispiel: jeden Morgen um 8
schedule-no-time = „{ $part }“ ist keine eindeutige Uhrzeit. Schreiben Sie zum Beispiel 8:30, 18:00 oder 18 Uhr, mit einem Komma zwischen zweien.
schedule-span = „{ $part }“ geht von einer Uhrzeit bis zu einer anderen. Schreiben Sie jede Uhrzeit, zu der eine Presseschau kommen soll, zum Beispiel: 8:00, 18:00
schedule-per-day = „{ $part }“ nennt an verschiedenen Tagen verschiedene Uhrzeiten, aber alle Tage haben dieselben. Schreiben Sie die Uhrzeiten einmal und die Tage einmal: 8:30 und 18 Uhr mo-fr
until-unreadable = Ich verstehe „{ $text }“ nicht als künftigen Zeitpunkt. Schreiben Sie zum Beispiel 3d (drei Tage), morgen, Montag, 2026-12-01 oder 2026-12-01T08:00
until-over = „{ $text }“ ist schon vorbei. Schreiben Sie einen künftigen Zeitpunkt, zum Beispiel 3d (drei Tage), morgen oder Montag
until-too-far = „{ $text }“ ist mehr als zehn Jahre entfernt. Schreiben Sie einen näheren Zeitpunkt oder keinen: Dann gilt es, bis jemand es beendet
