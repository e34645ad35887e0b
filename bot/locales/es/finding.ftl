search-no-words = Escriba en pocas palabras lo que busca: /digest search tren nocturno
search-reading = Un momento: leo las últimas semanas…
search-found = { $count ->
    [one] { $count } noticia sobre «{ $query }»
   *[other] { $count } noticias sobre «{ $query }»
}
search-best = { $count ->
    [one] La noticia más cercana a «{ $query }»
   *[other] Las { $count } noticias más cercanas a «{ $query }»
}
search-nothing = { $days ->
    [one] Nada sobre «{ $query }» en las últimas 24 horas. Pruebe un periodo más largo: days:{ $more }
   *[other] Nada sobre «{ $query }» en los últimos { $days } días. Pruebe un periodo más largo: days:{ $more }
}
search-nothing-ever = { $days ->
    [one] Nada sobre «{ $query }» en las últimas 24 horas. Pruebe con otras palabras, o con menos.
   *[other] Nada sobre «{ $query }» en los últimos { $days } días. Pruebe con otras palabras, o con menos.
}

top-reading = Un momento: busco noticias sobre «{ $topic }»…
top-headline = { $days ->
    [one] Las noticias más importantes de las últimas 24 horas
   *[other] Las noticias más importantes de los últimos { $days } días
}
top-about = { $days ->
    [one] Sobre «{ $topic }»: las noticias más importantes de las últimas 24 horas
   *[other] Sobre «{ $topic }»: las noticias más importantes de los últimos { $days } días
}
top-nothing = { $days ->
    [one] No hay noticias de las últimas 24 horas.
   *[other] No hay noticias de los últimos { $days } días.
}
top-nothing-about = { $days ->
    [one] Ninguna de las noticias más importantes de las últimas 24 horas trata de «{ $topic }». /digest search busca entre todas.
   *[other] Ninguna de las noticias más importantes de los últimos { $days } días trata de «{ $topic }». /digest search busca entre todas.
}
