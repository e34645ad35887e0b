# Qué hace cada etapa con un artículo o su noticia. Frases sin punto final; las edades están en horas.

why-stage-date = fecha
why-stage-language = idioma
why-stage-filter = filtro
why-stage-story = noticia
why-stage-rank = puesto
why-stage-novelty = novedad
why-stage-cap = límite
why-told-in-all = Su noticia se incluye.
why-not-told = Omitida, etapa «{ $stage }».

why-age = de hace { $age } h; la revista de prensa llega hasta hace { $limit } h
why-age-endless = de hace { $age } h; la revista de prensa llega atrás sin límite
why-late = de hace { $age } h, pero llegó después de la última revista de prensa
why-too-young = con fecha { $age } h posterior al final de la revista de prensa
why-undated = sin fecha, y los artículos sin fecha se omiten

why-wished = idioma deseado ({ $language })
why-also-read = idioma leído, en el puesto { $place } ({ $language })
why-story-read = idioma no leído ({ $language }), pero otro artículo de la noticia está en un idioma que se lee (en el puesto { $place })
why-skipped = no se lee este idioma ({ $language }) ni otro de la noticia: esas noticias se omiten
why-not-read = no se lee este idioma ({ $language }) ni otro de la noticia, pero se incluye de todos modos

why-no-rule = ninguna regla
why-not-included = ninguna regla la incluye
why-nearest = ninguna regla la incluye; el tema más cercano llega a { $near }, y hace falta { $wanted }
why-included = la regla { $rule } la incluye; la cumple el { $share } de los artículos de la noticia
why-excluded = la regla { $rule } la excluye; la cumple el { $share } de los artículos de la noticia
why-included-near = la regla { $rule } la incluye, cercanía { $near }
why-excluded-near = la regla { $rule } la excluye, cercanía { $near }

why-ungrouped = aún no pertenece a ninguna noticia
why-several = { $articles ->
    [one] { $articles } artículo
   *[other] { $articles } artículos
} de { $publishers ->
    [one] { $publishers } medio
   *[other] { $publishers } medios
}
why-single = { $articles ->
    [one] { $articles } artículo
   *[other] { $articles } artículos
} de { $publishers ->
    [one] { $publishers } medio
   *[other] { $publishers } medios
}; con menos de { $limit } cuenta como noticia de una sola fuente

why-ranked = puesto { $place } de { $of }, puntuación { $score }: { $publishers ->
    [one] { $publishers } medio
   *[other] { $publishers } medios
}, { $languages ->
    [one] { $languages } idioma
   *[other] { $languages } idiomas
}, de hace { $age } h, artículos nuevos en { $hours } h: { $joined }
why-ranked-by-topic = puesto { $place } de { $of }, puntuación { $score }: { $publishers ->
    [one] { $publishers } medio
   *[other] { $publishers } medios
}, { $languages ->
    [one] { $languages } idioma
   *[other] { $languages } idiomas
}, de hace { $age } h, artículos nuevos en { $hours } h: { $joined }, tema { $topic }

why-new = nueva para sus lectores
why-had = salió hace { $told } h, y no ha llegado ningún artículo desde entonces
why-update = salió hace { $told } h, desde entonces { $articles ->
    [one] { $articles } artículo
   *[other] { $articles } artículos
} y { $publishers ->
    [one] { $publishers } medio nuevo
   *[other] { $publishers } medios nuevos
}: una actualización
why-nothing-new = salió hace { $told } h, desde entonces { $articles ->
    [one] { $articles } artículo
   *[other] { $articles } artículos
} y { $publishers ->
    [one] { $publishers } medio nuevo
   *[other] { $publishers } medios nuevos
}: nada nuevo que citar
why-rests = salió hace { $told } h, desde entonces { $articles ->
    [one] { $articles } artículo
   *[other] { $articles } artículos
} y { $publishers ->
    [one] { $publishers } medio nuevo
   *[other] { $publishers } medios nuevos
}: todavía no vuelve

why-told = número { $count } de { $limit } como máximo
why-stories = { $count } de { $limit } noticias ya están incluidas
why-singles = { $count } de { $limit } noticias de una sola fuente ya están incluidas
why-topic = { $count } de { $limit } noticias del tema { $name } ya están incluidas
why-publisher = { $count } de { $limit } noticias del medio { $name } ya están incluidas
