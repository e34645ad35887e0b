# El horario: show, set, pause, resume, skip.

schedule-heading = Horario
schedule-when-daily = La revista de prensa llega todos los días a las { $times }.
# $days es una lista: «lunes y jueves».
schedule-when = La revista de prensa llega cada { $days } a las { $times }.
schedule-zone = Horas en { $zone }.
# $dates es una lista de días y periodos, $others cuántos quedan.
schedule-quiet-dates = { $others ->
    [0] Días de silencio, sin revista de prensa: { $dates }.
    [one] Días de silencio, sin revista de prensa: { $dates }, y un periodo más.
   *[other] Días de silencio, sin revista de prensa: { $dates }, y { $others } periodos más.
}
schedule-hours = de { $start } a { $end }
schedule-hours-hold = Horas de silencio: { $hours }. La revista de prensa prevista para esas horas llega cuando terminan.
schedule-hours-drop = Horas de silencio: { $hours }. La revista de prensa prevista para esas horas no llega; la siguiente abarca más tiempo.
schedule-next = Próximas revistas de prensa
schedule-left-out = Saltadas, como se pidió
schedule-others = { $count ->
    [one] y una más
   *[other] y { $count } más
}
schedule-exceptions = Lo que no ocurrirá
schedule-run = { $day }, { $time }
schedule-is-set = El horario está guardado.
schedule-was-so = Ya era así; no se ha cambiado nada.
# En qué queda, con un cambio, una hora que ya ha pasado.
schedule-comes-now = La revista de prensa del { $day }, { $time }, llega ahora.
schedule-moved = No hay revista de prensa el { $day }, { $time }: otra hora del mismo día ha ocupado su lugar.
schedule-missed = No hay revista de prensa el { $day }, { $time }: ya es tarde para ella.
schedule-quiet = No hay revista de prensa el { $day }, { $time }: son horas o días de silencio.
schedule-skipped = No hay revista de prensa el { $day }, { $time }: se salta, como se pidió.
schedule-is-paused = La revista de prensa está en pausa.
schedule-paused = No hay revista de prensa hasta que alguien la reanude: /digest schedule resume
schedule-paused-until = No hay revista de prensa antes del { $moment }: está en pausa.
schedule-refused = No hay revista de prensa hasta que alguien la reanude: el chat rechazó la última ({ $reason }).
schedule-is-resumed = La revista de prensa se ha reanudado.
schedule-not-paused = La revista de prensa no está en pausa.
schedule-was-refused = Estaba en pausa porque el chat había rechazado una ({ $reason }). Si sigue siendo así, también rechazará la próxima.
schedule-is-skipped = { $count ->
    [one] Se salta la próxima revista de prensa.
   *[other] Se saltan las próximas { $count } revistas de prensa.
}
schedule-none-skipped = No se salta ninguna revista de prensa.
schedule-no-runs = No hay revista de prensa en los próximos 400 días: los días y las horas de silencio no dejan sitio.
schedule-no-digest-on = No hay revista de prensa el { $day }: día de silencio.
schedule-no-digest-between = No hay revista de prensa del { $first } al { $last }: días de silencio.
schedule-held = La revista de prensa de las { $time } llega a las { $until }, cuando terminan las horas de silencio.
schedule-dropped = La revista de prensa de las { $time } no llega: horas de silencio.
schedule-pause = Pausar
schedule-resume = Reanudar

# Lo que se dice de un horario que no se entiende o puede significar dos cosas.
schedule-empty = Escriba cuándo debe llegar la revista de prensa, por ejemplo: 8:30 y 18:00 de lunes a viernes
schedule-too-long = Es demasiado largo para un horario. Escriba horas y días, por ejemplo: 8:30 y 18:00 de lunes a viernes
schedule-no-word = No entiendo «{ $part }». Escriba las horas y, si no es todos los días, los días, por ejemplo: 8:30 y 18:00 de lunes a viernes
schedule-no-hour = «{ $part }» no dice a qué hora. Escriba también la hora, por ejemplo: todas las mañanas a las 8
schedule-no-time = «{ $part }» no es una hora clara. Escriba por ejemplo 8:30 o 18:00, con una coma entre dos horas.
schedule-span = «{ $part }» va de una hora a otra. Escriba cada hora a la que debe llegar una revista de prensa, por ejemplo: 8:00, 18:00
schedule-per-day = «{ $part }» tiene horas distintas en días distintos, pero todos los días tienen las mismas. Escriba una vez las horas y una vez los días: 8:30 y 18:00 de lunes a viernes
until-unreadable = No entiendo «{ $text }» como momento futuro. Escriba por ejemplo 3d (tres días), mañana, lunes, 2026-12-01 o 2026-12-01T08:00
until-over = «{ $text }» ya ha pasado. Escriba un momento futuro, por ejemplo 3d (tres días), mañana o lunes
until-too-far = «{ $text }» está a más de diez años. Escriba un momento más cercano, o ninguno: entonces dura hasta que alguien lo termine
