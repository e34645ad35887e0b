# Qué ha sido de la revista de prensa de un canal, y qué hacer.

status-well = Todo va bien.
status-troubled = Algo requiere atención.
status-runs = Últimos envíos
status-next = Próximos envíos
status-messages = Última revista de prensa
status-feeds = Feeds

status-chat-halted = Este chat no acepta nada desde el { $at }: { $reason }. Quien administra el bot tiene que poner un token nuevo.
status-refused = La revista de prensa está en pausa porque el chat la rechazó: { $reason }. Permita que el bot vuelva a publicar aquí y después: /digest schedule resume
status-paused-until = La revista de prensa está en pausa hasta el { $until }. /digest schedule resume la reanuda ya.
status-paused = La revista de prensa está en pausa hasta que alguien la reanude: /digest schedule resume
status-missed = { $count ->
    [one] Se perdió un envío: el bot no estaba en marcha. La próxima revista de prensa abarca lo suficiente para que no falte nada.
   *[other] Se perdieron { $count } envíos: el bot no estaba en marcha. La próxima revista de prensa abarca lo suficiente para que no falte nada.
}
status-do-unknown = { $count ->
    [one] No se sabe si una parte de la última revista de prensa llegó. Mire en el canal; si no está: /digest resend
   *[other] No se sabe si { $count } partes de la última revista de prensa llegaron. Mire en el canal; si no están: /digest resend
}
status-do-failed = { $count ->
    [one] Una parte de la última revista de prensa no llegó. La próxima incluirá su contenido; para tenerla ya: /digest resend
   *[other] { $count } partes de la última revista de prensa no llegaron. La próxima incluirá su contenido; para tenerlas ya: /digest resend
}
status-resend-button = Enviar de nuevo
status-resume-button = Reanudar

status-run-planned = previsto, aún no listo
status-run-posted = publicado
status-run-late = publicado con retraso
status-run-empty = nada que contar
status-run-missed = perdido
status-run-quiet = periodo de silencio
status-run-skipped = saltado, como se pidió
status-run-moved = sustituido por otra hora del mismo día
status-no-next = No hay ninguno previsto.
status-skips = { $count ->
    [one] Antes se salta uno, como se pidió.
   *[other] Antes se saltan { $count }, como se pidió.
}

status-none-sent = Todavía no se ha publicado nada.
status-sent = { $total ->
    [one] Su única parte llegó.
   *[other] Partes que llegaron: { $count } de { $total }.
}
status-pending = { $count } de { $total } en espera; próximo intento: { $at }
status-unknown = { $count } de { $total }: llegada sin confirmar
status-parts-refused = { $count ->
    [one] { $count } de { $total } rechazada por el chat
   *[other] { $count } de { $total } rechazadas por el chat
}
status-expired = { $count ->
    [one] { $count } de { $total } no se pudo enviar a tiempo
   *[other] { $count } de { $total } no se pudieron enviar a tiempo
}
status-error = Último error: { $reason }

status-no-feed = Esta revista de prensa no tiene feeds. Para añadir uno: /digest feed add
status-feeds-count = { $count ->
    [one] { $count } feed
   *[other] { $count } feeds
}
status-feeds-fetched = última lectura: { $at }
status-feed-ended = { $feed } ya no existe.
status-feed-fails = { $count ->
    [one] { $feed } falló una vez. Próximo intento: { $at }
   *[other] { $feed } falló { $count } veces seguidas. Próximo intento: { $at }
}
status-more-feeds = { $count ->
    [one] y uno más
   *[other] y { $count } más
}
status-do-feeds = /digest feed test dice qué le pasa a un feed; /digest feed remove lo quita.

# $permissions: una lista de los nombres de abajo, que son los de los ajustes de Discord.
lacks-permissions = Aquí me faltan permisos. Deme estos en este canal: { $permissions }
lacks-posting = Todavía no puedo publicar en este canal. Deme aquí estos permisos: { $permissions }
lacks-see = Ver canal
lacks-post = Enviar mensajes
lacks-read-history = Leer el historial de mensajes
lacks-embed = Insertar enlaces
lacks-attach = Adjuntar archivos
lacks-begin-threads = Crear hilos públicos
lacks-post-in-threads = Enviar mensajes en hilos

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

why-looking = Recorro las etapas de la próxima revista de prensa…
why-stages = Qué dice cada etapa
why-passed = pasa
why-was-told = Figuraba en la revista de prensa del { $at }.
why-held-back = retenido
why-no-article = «{ $name }» no es ni una noticia ni un artículo de esta revista de prensa. Escriba el código de una noticia o la dirección de un artículo.
why-no-feed = Ningún feed de esta revista de prensa es de { $host }, así que sus artículos no llegan. Para añadirlo: /digest feed add { $host }
why-feed-fails = Ese artículo no ha llegado: el feed { $feed } no se puede leer. { $reason }
why-feed-new = Ese artículo no ha llegado: el feed { $feed } todavía no se ha leído.
why-not-come = Ese artículo no estaba en el feed { $feed } en su última lectura ({ $at }). No todos los artículos de un sitio están en su feed.
