# Qué ha sido de la revista de prensa de un canal, y qué hacer.

status-well = Todo va bien.
status-troubled = Algo requiere atención.
status-runs = Últimos envíos
status-next = Próximos envíos
status-messages = Última revista de prensa
status-feeds = Fuentes

status-chat-halted = Este chat no acepta nada desde el { $at }: { $reason }. Quien gestiona el bot tiene que poner un token nuevo.
status-refused = La revista de prensa está en pausa porque el chat la rechazó: { $reason }. Devuelva al bot sus permisos aquí y después: /digest schedule resume
status-paused-until = La revista de prensa está en pausa hasta el { $until }. /digest schedule resume la reanuda ahora.
status-paused = La revista de prensa está en pausa hasta que alguien la reanude: /digest schedule resume
status-missed = { $count ->
    [one] Se perdió un envío: el bot no estaba en marcha. La próxima revista llega hasta lo que habría dicho.
   *[other] Se perdieron { $count } envíos: el bot no estaba en marcha. La próxima revista llega hasta lo que habrían dicho.
}
status-do-unknown = { $count ->
    [one] No se sabe si una parte de la última revista llegó. Mire en el canal; si no está: /digest resend
   *[other] No se sabe si { $count } partes de la última revista llegaron. Mire en el canal; si no están: /digest resend
}
status-do-failed = { $count ->
    [one] Una parte de la última revista no llegó. La próxima dirá lo que habría dicho; para tenerla ya: /digest resend
   *[other] { $count } partes de la última revista no llegaron. La próxima dirá lo que habrían dicho; para tenerlas ya: /digest resend
}
status-resend-button = Enviar de nuevo
status-resume-button = Reanudar

status-run-planned = pendiente, aún no hecho
status-run-posted = enviado
status-run-late = enviado con retraso
status-run-empty = nada que contar
status-run-missed = perdido
status-run-quiet = silencio
status-run-skipped = omitido, como se pidió
status-run-moved = sustituido por otra hora del mismo día
status-no-next = No hay ninguno previsto.
status-skips = { $count ->
    [one] Antes se omite uno, como se pidió.
   *[other] Antes se omiten { $count }, como se pidió.
}

status-none-sent = Todavía no se ha enviado nada.
status-sent = { $total ->
    [one] Su única parte llegó.
   *[other] Llegaron { $count } de { $total } partes.
}
status-pending = { $count } de { $total } esperan; próximo intento: { $at }
status-unknown = { $count } de { $total }: se desconoce su suerte
status-parts-refused = { $count } de { $total } rechazadas por el chat
status-expired = { $count } de { $total } no se pudieron enviar a tiempo
status-error = Último error: { $reason }

status-no-feed = Esta revista de prensa no tiene fuentes. /digest feed add trae una.
status-feeds-count = { $count ->
    [one] { $count } fuente
   *[other] { $count } fuentes
}
status-feeds-fetched = última lectura: { $at }
status-feed-ended = { $feed } ya no existe: { $reason }
status-feed-fails = { $count ->
    [one] { $feed } falló una vez: { $reason }. Próximo intento: { $at }
   *[other] { $feed } falló { $count } veces seguidas: { $reason }. Próximo intento: { $at }
}
status-more-feeds = { $count ->
    [one] y otra más
   *[other] y { $count } más
}
status-do-feeds = /digest feed test dice qué le pasa a una fuente; /digest feed remove la quita.

resend-nothing = Todas las partes de la última revista de prensa han llegado o están en camino. No hay nada que enviar de nuevo.
resend-sure = { $count ->
    [one] ¿Enviar de nuevo una parte de la última revista de prensa?
   *[other] ¿Enviar de nuevo { $count } partes de la última revista de prensa?
}
resend-twice = { $count ->
    [one] Una de ellas quizá llegó. En ese caso aparecería dos veces en el canal.
   *[other] { $count } de ellas quizá llegaron. En ese caso aparecerían dos veces en el canal.
}
resend-button = Enviar de nuevo
resend-done = { $count ->
    [one] Una parte está de nuevo en camino.
   *[other] { $count } partes están de nuevo en camino.
}

why-looking = Recorriendo las etapas de la próxima revista de prensa…
why-stages = Qué dice cada etapa
why-passed = pasa
why-was-told = Figuraba en la revista de prensa del { $at }.
why-held-back = retenido
why-no-article = «{ $name }» no es ninguna noticia ni artículo de esta revista de prensa. Escriba el código que está junto a una noticia o la dirección de un artículo.
why-no-feed = Ninguna fuente de esta revista de prensa es de { $host }, así que sus artículos no llegan. /digest feed add { $host } los trae.
why-feed-fails = Ese artículo no ha llegado: la fuente { $feed } no se puede leer ({ $reason }).
why-feed-new = Ese artículo no ha llegado: la fuente { $feed } todavía no se ha leído.
why-not-come = Ese artículo no estaba en la fuente { $feed } en su última lectura ({ $at }). No todos los artículos de un sitio están en su fuente.
