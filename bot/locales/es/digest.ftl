digest-title = Revista de prensa
note-title = Una noticia que usted sigue
counts = { $stories ->
    [one] { $stories } noticia
   *[other] { $stories } noticias
} de { $articles ->
    [one] { $articles } artículo
   *[other] { $articles } artículos
}
publishers = { $count ->
    [one] { $count } medio
   *[other] { $count } medios
}
all-articles = { $count ->
    [one] El artículo
   *[other] Los { $count } artículos
}
no-stories = Nada que contar en este periodo.
comes-late = Esta revista de prensa llega más tarde de lo previsto.

update = actualización
singles = De una sola fuente
my-language = Mi idioma

up-to = hasta: { $day }
undated = sin fecha
times-in = Horas en { $zone }.
verbatim = Cada frase entre comillas se cita palabra por palabra del artículo al que enlaza.

in-language = en { $language }
in-unknown-language = en un idioma desconocido
unknown-language = idioma desconocido
unknown-language-called = idioma desconocido ({ $code })

story-name = Noticia

paused-refused = La revista de prensa para { $channel } está en pausa: el chat la ha rechazado ({ $reason }). Una vez resuelto el problema, puede reanudarla allí.
