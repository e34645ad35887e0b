# Il calendario: show, set, pause, resume, skip.

schedule-heading = Calendario
schedule-when-daily = La rassegna stampa arriva ogni giorno alle ore { $times }.
# $days è un elenco: «lunedì e giovedì».
schedule-when = La rassegna stampa arriva ogni { $days } alle ore { $times }.
schedule-zone = Orari in { $zone }.
# $dates è un elenco di giorni e di periodi, $others quanti ne restano.
schedule-quiet-dates = { $others ->
    [0] Giorni di silenzio, senza rassegna stampa: { $dates }.
    [one] Giorni di silenzio, senza rassegna stampa: { $dates }, e un altro periodo.
   *[other] Giorni di silenzio, senza rassegna stampa: { $dates }, e altri { $others } periodi.
}
schedule-hours = { $start }–{ $end }
schedule-hours-hold = Ore di silenzio: { $hours }. Una rassegna stampa prevista in quelle ore arriva quando finiscono.
schedule-hours-drop = Ore di silenzio: { $hours }. Una rassegna stampa prevista in quelle ore non arriva; la successiva parte da più indietro.
schedule-next = Prossime rassegne stampa
schedule-left-out = Saltate, come richiesto
schedule-others = { $count ->
    [one] e un’altra
   *[other] e altre { $count }
}
schedule-exceptions = Che cosa non ci sarà
schedule-run = { $day }, ore { $time }
schedule-is-set = Il calendario è stato salvato.
schedule-was-so = Era già così; non è stato modificato nulla.
# Che cosa diventa, con una modifica, un orario già passato.
schedule-comes-now = La rassegna stampa di { $day }, ore { $time }, arriva adesso.
schedule-moved = Nessuna rassegna stampa { $day }, ore { $time }: un altro orario dello stesso giorno ha preso il suo posto.
schedule-missed = Nessuna rassegna stampa { $day }, ore { $time }: per quella è troppo tardi.
schedule-quiet = Nessuna rassegna stampa { $day }, ore { $time }: sono ore o giorni di silenzio.
schedule-skipped = Nessuna rassegna stampa { $day }, ore { $time }: viene saltata, come richiesto.
schedule-is-paused = La rassegna stampa è sospesa.
schedule-paused = Nessuna rassegna stampa finché qualcuno non la riattiva: /digest schedule resume
schedule-paused-until = Nessuna rassegna stampa prima di { $moment }: è sospesa.
schedule-refused = Nessuna rassegna stampa finché qualcuno non la riattiva: la chat ha rifiutato l’ultima ({ $reason }).
schedule-is-resumed = La rassegna stampa è riattivata.
schedule-not-paused = La rassegna stampa non è sospesa.
schedule-was-refused = Era sospesa perché la chat ne aveva rifiutata una ({ $reason }). Se è ancora così, sarà rifiutata anche la prossima.
schedule-is-skipped = { $count ->
    [one] La prossima rassegna stampa viene saltata.
   *[other] Le prossime { $count } rassegne stampa vengono saltate.
}
schedule-none-skipped = Nessuna rassegna stampa viene saltata.
schedule-no-runs = Nei prossimi 400 giorni non arriva nessuna rassegna stampa: giorni e ore di silenzio non lasciano spazio.
schedule-no-digest-on = Nessuna rassegna stampa { $day }: giorno di silenzio.
schedule-no-digest-between = Nessuna rassegna stampa da { $first } a { $last }: giorni di silenzio.
schedule-held = La rassegna stampa delle ore { $time } arriva alle ore { $until }, quando finiscono le ore di silenzio.
schedule-dropped = La rassegna stampa delle ore { $time } non arriva: ore di silenzio.
schedule-pause = Sospendi
schedule-resume = Riattiva

# Che cosa si dice di un calendario che non si capisce o può voler dire due cose.
schedule-empty = Scrivi quando deve arrivare la rassegna stampa, per esempio: 8:30 e 18:00 da lunedì a venerdì
schedule-too-long = È troppo lungo per un calendario. Scrivi orari e giorni, per esempio: 8:30 e 18:00 da lunedì a venerdì
schedule-no-word = Non capisco «{ $part }». Scrivi gli orari e, se non è ogni giorno, i giorni, per esempio: 8:30 e 18:00 da lunedì a venerdì
schedule-no-hour = «{ $part }» non dice a che ora. Scrivi anche l’ora, per esempio: ogni mattina alle 8
schedule-no-time = «{ $part }» non è un orario chiaro. Scrivi per esempio 8:30 o 18:00, con una virgola tra due orari.
schedule-span = «{ $part }» va da un orario a un altro. Scrivi ogni orario in cui deve arrivare una rassegna stampa, per esempio: 8:00, 18:00
schedule-per-day = «{ $part }» ha orari diversi in giorni diversi, ma tutti i giorni hanno gli stessi. Scrivi una volta gli orari e una volta i giorni: 8:30 e 18:00 da lunedì a venerdì
until-unreadable = Non capisco «{ $text }» come momento futuro. Scrivi per esempio 3d (tre giorni), domani, lunedì, 2026-12-01 o 2026-12-01T08:00
until-over = «{ $text }» è già passato. Scrivi un momento futuro, per esempio 3d (tre giorni), domani o lunedì
until-too-far = «{ $text }» è tra più di dieci anni. Scrivi un momento più vicino, o nessuno: allora dura finché qualcuno non lo termina
