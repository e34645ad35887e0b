digest-title = Revista de prensa
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

update = actualización
singles = De una sola fuente

up-to = hasta el { $day }
undated = sin fecha
times-in = Horas en { $zone }.
verbatim = Cada frase entre comillas se cita palabra por palabra del artículo al que enlaza.

in-language = en { $language }
in-unknown-language = en un idioma desconocido
unknown-language = idioma desconocido
unknown-language-called = idioma desconocido ({ $code })

story-name = Noticia
