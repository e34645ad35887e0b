# El horario: show, set, pause, resume, skip.

schedule-heading = Horario
schedule-when-daily = La revista de prensa llega todos los días a las { $times } h.
# $days es una lista: «lunes y jueves».
schedule-when = La revista de prensa llega cada { $days } a las { $times } h.
schedule-zone = Las horas son las de { $zone }.
# $dates es una lista de días y periodos, $others cuántos quedan.
schedule-quiet-dates = { $others ->
    [0] Días sin revista de prensa: { $dates }.
    [one] Días sin revista de prensa: { $dates }, y un periodo más.
   *[other] Días sin revista de prensa: { $dates }, y { $others } periodos más.
}
schedule-hours = de { $start } a { $end }
schedule-hours-hold = Horas de silencio: { $hours }. La revista prevista para esas horas llega cuando terminan.
schedule-hours-drop = Horas de silencio: { $hours }. La revista prevista para esas horas no llega; la siguiente abarca más tiempo.
schedule-next = Próximas revistas de prensa
schedule-left-out = Omitidas, como se ha pedido
schedule-others = { $count ->
    [one] y una más
   *[other] y { $count } más
}
schedule-exceptions = Lo que no ocurrirá
schedule-run = { $day }, { $time } h
schedule-is-set = El horario está guardado.
schedule-was-so = Ya era así; no se ha cambiado nada.
# En qué queda, con un cambio, una hora que ya ha pasado.
schedule-comes-now = La revista del { $day }, { $time } h, llega ahora.
schedule-moved = No hay revista el { $day }, { $time } h: otra hora del mismo día ha ocupado su lugar.
schedule-missed = No hay revista el { $day }, { $time } h: ya es tarde para ella.
schedule-quiet = No hay revista el { $day }, { $time } h: son horas o días de silencio.
schedule-skipped = No hay revista el { $day }, { $time } h: se omite, como se ha pedido.
schedule-is-paused = La revista de prensa está en pausa.
schedule-paused = No llega ninguna revista hasta que alguien la reanude: /digest schedule resume
schedule-paused-until = No llega ninguna revista antes del { $moment }: está en pausa.
schedule-refused = No llega ninguna revista hasta que alguien la reanude: el chat rechazó la última ({ $reason }).
schedule-is-resumed = La revista de prensa vuelve a llegar.
schedule-not-paused = La revista de prensa no está en pausa.
schedule-was-refused = Estaba en pausa porque el chat había rechazado una ({ $reason }). Si sigue siendo así, también rechazará la próxima.
schedule-is-skipped = { $count ->
    [one] Se omite la próxima revista de prensa.
   *[other] Se omiten las próximas { $count } revistas de prensa.
}
schedule-none-skipped = No se omite ninguna revista de prensa.
schedule-no-runs = En los próximos 400 días no llega ninguna revista: los días y las horas de silencio no dejan tiempo.
schedule-no-digest-on = No hay revista el { $day }: día de silencio.
schedule-no-digest-between = No hay revista del { $first } al { $last }: días de silencio.
schedule-held = La revista de las { $time } h llega a las { $until } h, cuando terminan las horas de silencio.
schedule-dropped = La revista de las { $time } h no llega: horas de silencio.
schedule-pause = Pausar
schedule-resume = Reanudar

# Lo que se dice de un horario que no se entiende o puede significar dos cosas.
schedule-empty = Escriba cuándo debe llegar la revista, por ejemplo: 8:30 y 18:00 de lunes a viernes
schedule-too-long = Es demasiado largo para un horario. Escriba horas y días, por ejemplo: 8:30 y 18:00 de lunes a viernes
schedule-no-word = No entiendo «{ $part }». Escriba las horas y, si no es todos los días, los días, por ejemplo: 8:30 y 18:00 de lunes a viernes
schedule-no-time = «{ $part }» no es una hora de la que pueda estar seguro. Escriba por ejemplo 8:30 o 18:00, con una coma entre dos horas.
schedule-span = «{ $part }» va de una hora a otra. Escriba cada hora a la que debe llegar una revista, por ejemplo: 8:00, 18:00
schedule-per-day = «{ $part }» tiene horas distintas en días distintos, pero todos los días tienen las mismas. Escriba una vez las horas y una vez los días: 8:30 y 18:00 de lunes a viernes
until-unreadable = «{ $text }» no es un momento futuro que yo entienda, o está demasiado lejos. Escriba por ejemplo 3d (tres días), mañana, lunes, 2026-12-01 o 2026-12-01T08:00
