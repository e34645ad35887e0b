form-settings-title = Ajustes
form-stories = Número de noticias
form-length = Longitud de cada noticia
form-length-headline = Solo el titular
form-length-short = Corta: 1 frase
form-length-medium = Media: 2 frases
form-length-long = Larga: 4 frases
form-length-other = { $count ->
    [one] { $count } frase
   *[other] { $count } frases
}
form-layout = Presentación
form-layout-compact = Compacta
form-layout-cards = En tarjetas
form-layout-plain = Texto sencillo
form-thread = Detalles
form-thread-none = En el mensaje
form-thread-details = En un hilo debajo del mensaje
form-thread-forum = Una publicación de foro por cada revista de prensa (Discord)
form-novelty = Una noticia ya publicada
form-novelty-update = Vuelve cuando hay novedades
form-novelty-always = Vuelve con cada nuevo artículo
form-novelty-never = No vuelve durante unos días

form-feed-title = Fuentes
form-feed-add = Añadir
form-feed-add-hint = Direcciones de feeds o sitios, una por línea
form-feed-add-hint-all = Direcciones de feeds o sitios, una por línea. Esta revista de prensa tiene todos los feeds que sigue quien administra el bot; con cualquier cambio pasa a tener su propia lista.
form-feed-remove = Quitar
form-feed-remove-hint = { $count ->
    [one] Hay una fuente más que no se muestra aquí; /digest feed remove acepta su nombre.
   *[other] Hay { $count } fuentes más que no se muestran aquí; /digest feed remove acepta sus nombres.
}
form-feed-empty = Escriba una dirección que añadir, o elija una fuente que quitar. No se ha cambiado nada.
form-feed-gone = Lo que ha elegido ya no es una fuente de esta revista de prensa. No se ha cambiado nada.
form-feed-none-left = Una revista de prensa necesita al menos una fuente, y así no quedaría ninguna. No se ha cambiado nada.
form-feed-refused = No se ha cambiado nada: { $count } direcciones no tienen ningún feed, entre ellas { $addresses }. Sobre la primera: { $first }
form-feed-changed = Las fuentes se han cambiado.
form-feed-same = Todas eran ya fuentes de esta revista de prensa. No se ha cambiado nada.
form-feed-own-list = Tenía todos los feeds que sigue quien administra el bot. A partir de ahora tiene su propia lista.
form-feed-added = Añadidas
form-feed-removed = Quitadas

form-topic-title = Reglas
form-topic-include = Incluir solo esto
form-topic-exclude = Omitir esto
form-topic-hint = Una regla por línea, por ejemplo: fútbol, "bajada de tipos", topic:clima
form-topic-long = Una regla por línea. La otra lista es demasiado larga para esta ventana: /digest topic list
form-topic-too-long = Estas reglas son demasiado largas para una ventana. Para cambiarlas: /digest topic include, /digest topic exclude, /digest topic remove
form-topic-counting = Cuento cuántas noticias de los últimos 7 días cumplen estas reglas…
form-topic-both = Esta regla está en las dos listas, pero solo puede estar en una: { $rule }. No se ha cambiado nada.
form-topic-changed = Las reglas se han cambiado.
form-topic-same = Las reglas ya eran así. No se ha cambiado nada.
form-topic-none = Esta revista de prensa ya no tiene reglas.
form-topic-no-stories = En los últimos 7 días no hubo ninguna noticia con la que probarlas.
form-topic-would-tell = { $stories ->
    [one] Incluyen { $found } de { $stories } noticia de los últimos 7 días.
   *[other] Incluyen { $found } de las { $stories } noticias de los últimos 7 días.
}
form-topic-would-hide = { $stories ->
    [one] Omiten { $found } de { $stories } noticia de los últimos 7 días.
   *[other] Omiten { $found } de las { $stories } noticias de los últimos 7 días.
}
