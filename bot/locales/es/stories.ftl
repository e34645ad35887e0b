no-such-story = Aquí no hay ninguna noticia «{ $id }». Junto a cada noticia de una revista de prensa figura su código; /digest top enumera las de hoy.
story-forgotten = Aquí ya no está la noticia «{ $id }»: las noticias se conservan { $days ->
    [one] { $days } día
   *[other] { $days } días
}. Junto a cada noticia de una revista de prensa figura su código; /digest top enumera las de hoy.
story-unknown = Aquí no hay ninguna noticia «{ $id }»; si la hubo, ha caducado: las noticias se conservan { $days ->
    [one] { $days } día
   *[other] { $days } días
}. Junto a cada noticia de una revista de prensa figura su código; /digest top enumera las de hoy.

story-reading = { $articles ->
    [one] Un momento: leo el artículo sobre esta noticia.
   *[other] Un momento: leo los { $articles } artículos sobre esta noticia.
}
story-joined = { $old } forma ahora parte de { $id }.
story-nothing-quoted = Sus artículos solo tienen un titular: no hay nada que citar.
story-since = Novedades desde su última consulta ({ $when })
story-nothing-new = { $articles ->
    [one] Ha salido un artículo más. No dice nada nuevo.
   *[other] Han salido { $articles } artículos más. No dicen nada nuevo.
}

story-timeline = Cronología
story-first = Primer artículo, { $language }: { $publisher }
story-first-in = Primer artículo { $language }: { $publisher }
story-latest = Último artículo: { $publisher }
story-growth = { $time } después del primer artículo: { $articles ->
    [one] { $articles } artículo
   *[other] { $articles } artículos
} de { $publishers ->
    [one] { $publishers } medio
   *[other] { $publishers } medios
}

story-publishers = Medios por idioma
story-told-in = { $language }: { $count ->
    [one] { $count } medio
   *[other] { $count } medios
}
story-more-publishers = { $count ->
    [one] y uno más
   *[other] y { $count } más
}
story-more-languages = { $count ->
    [one] y un idioma más
   *[other] y { $count } idiomas más
}

story-button-sources = Fuentes
story-button-follow = Seguir
story-button-unfollow = Dejar de seguir
story-button-more = Más

sources-more = { $articles ->
    [one] y un artículo más
   *[other] y { $articles } artículos más
}

follow-done = Ahora sigue esta noticia.
follow-already = Ya sigue esta noticia.
follow-promise = Recibirá un mensaje privado cuando haya algo nuevo, como máximo uno cada { $hours } horas, hasta que la noticia termine.
follow-ended = La noticia «{ $id }» ha terminado: su último artículo es del { $when } y no se le sumará ninguno más. Ya no se puede seguir.
follow-too-many = Sigue { $count } noticias, y es el máximo. Deje antes una, por ejemplo: /digest unfollow { $id }

unfollow-done = No recibirá más mensajes sobre { $id }.
unfollow-all-done = { $count ->
    [one] Seguía una noticia. No recibirá más mensajes sobre ella.
   *[other] Seguía { $count } noticias. No recibirá más mensajes sobre ellas.
}
unfollow-none = No sigue ninguna noticia. Para seguir una, escriba su código: /digest follow k7qm
unfollow-other = { $more ->
    [0] No sigue «{ $id }». Sigue: { $ids }.
    [one] No sigue «{ $id }». Sigue: { $ids } (y una más).
   *[other] No sigue «{ $id }». Sigue: { $ids } (y { $more } más).
}
