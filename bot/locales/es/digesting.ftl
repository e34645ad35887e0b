digest-being-made = Se está preparando la revista de prensa…

now-headline = { $hours ->
    [one] La última hora
   *[other] Las últimas { $hours } horas
}
now-headline-about = { $hours ->
    [one] Sobre «{ $topic }» en la última hora
   *[other] Sobre «{ $topic }» en las últimas { $hours } horas
}
now-nothing = { $hours ->
    [one] Nada que contar en la última hora.
   *[other] Nada que contar en las últimas { $hours } horas.
}
now-nothing-about = { $hours ->
    [one] Ninguna noticia de la última hora trata de «{ $topic }».
   *[other] Ninguna noticia de las últimas { $hours } horas trata de «{ $topic }».
}
now-post = Publicar en el canal
now-posted = { $stories ->
    [one] { $stories } noticia va camino del canal.
   *[other] { $stories } noticias van camino del canal.
}
now-post-language = Lo que se publica va en el idioma del canal: { $language }. Quite language:, o cámbielo, por ejemplo: /digest settings set language en
now-post-not-served = En este momento este bot no está conectado a este chat: no se ha publicado nada.
now-post-paused = La revista de prensa de este canal está en pausa: no se ha publicado nada. /digest schedule resume la reanuda.

last-headline = La revista de prensa del { $moment }
last-gone = { $count ->
    [one] { $count } de sus noticias ya no se conserva.
   *[other] { $count } de sus noticias ya no se conservan.
}
last-all-gone = Ya no se conserva ninguna de sus noticias.
last-none = Aquí todavía no se ha publicado ninguna revista de prensa.
last-too-far = { $count ->
    [one] Solo conozco una revista de prensa publicada aquí: /digest last
   *[other] Solo conozco { $count } revistas de prensa publicadas aquí; la más antigua: /digest last n:{ $count }
}

preview-headline = La próxima revista de prensa, si llegara ahora
preview-nothing = Si llegara ahora, no tendría nada que contar.
preview-left-out = Omitidas
preview-others = { $count ->
    [one] Se omite { $count } noticia más.
   *[other] Se omiten { $count } noticias más.
}

coming-next = La próxima revista de prensa llega el { $moment } ({ $zone }).
coming-never = Con sus ajustes no llegará ninguna otra revista de prensa. /digest schedule show dice por qué.
coming-paused = La revista de prensa está en pausa hasta que alguien la reanude: /digest schedule resume
coming-paused-until = La revista de prensa está en pausa hasta el { $moment }.
