# What the commands "feed …" answer. A source is a feed that a digest is made of.

feed-looking = Buscando el feed en { $host }…
feed-added = A partir de ahora, { $title } es una fuente de esta revista de prensa.
feed-added-to-all = Esta revista de prensa tenía todos los feeds que sigue quien administra el bot. A partir de ahora tiene su propia lista: todos esos feeds y { $title }.
feed-here = { $title } ya es una fuente de esta revista de prensa.
feed-too-many = Una revista de prensa puede tener como máximo { $most } fuentes; con esto tendría { $count }. Para hacer sitio: /digest feed remove
feed-articles-now = { $count ->
    [0] ningún artículo por ahora
    [one] { $count } artículo por ahora
   *[other] { $count } artículos por ahora
}
feed-newest = el más reciente: { $moment }
feed-others = Esta página también ofrece
feed-add-one = Añadir { $title }

feed-removed = { $title } ya no es una fuente de esta revista de prensa.
feed-removed-from-all = Esta revista de prensa tenía todos los feeds que sigue quien administra el bot. A partir de ahora tiene su propia lista: todos esos feeds menos { $title }.
feed-left = { $count ->
    [one] queda { $count } fuente
   *[other] quedan { $count } fuentes
}
feed-last = { $title } es la única fuente, y una revista de prensa necesita al menos una. Añada antes otra: /digest feed add
feed-all-are-too-many = Esta revista de prensa tiene los { $count } feeds que sigue quien administra el bot: demasiados para una lista propia, que admite { $most } como máximo. No se ha cambiado nada.
feed-not-here = Esta revista de prensa no tiene ninguna fuente «{ $typed }». Para verlas todas: /digest feed list
feed-not-here-but = Esta revista de prensa no tiene ninguna fuente «{ $typed }». ¿Quería decir { $near }?
feed-which = «{ $typed }» puede ser { $feeds }. Escriba la dirección de una de estas fuentes.

feed-list = { $count ->
    [one] { $count } fuente
   *[other] { $count } fuentes
}
feed-list-all = todos los feeds que sigue quien administra el bot
feed-list-none = Esta revista de prensa todavía no tiene fuentes. Para añadir una por su dirección: /digest feed add https://example.org
feed-more = { $count ->
    [one] … y { $count } más. La lista completa: /digest feed export
   *[other] … y { $count } más. La lista completa: /digest feed export
}
feed-export-all = La lista completa
feed-language-open = idioma reconocido artículo por artículo
feed-a-day = { $count ->
    [one] alrededor de { $count } artículo al día
   *[other] alrededor de { $count } artículos al día
}
feed-a-week = { $count ->
    [one] alrededor de { $count } artículo a la semana
   *[other] alrededor de { $count } artículos a la semana
}
feed-rarely = menos de un artículo a la semana
feed-read = última lectura: { $moment }
feed-unread = aún sin leer
feed-failing = { $count ->
    [one] falló la última vez
   *[other] { $count } fallos seguidos
}
feed-next-try = próximo intento: { $moment }
feed-ended = ya no da nada
feed-dropped = el bot ya no lo sigue

feed-test-language = Idioma de los artículos: { $found }; idioma declarado: { $declared }.
feed-test-language-undeclared = Idioma de los artículos: { $found }; el feed no declara ninguno.
feed-test-language-unknown = No se puede reconocer el idioma de los artículos.
feed-test-dates = Las fechas de los artículos van del { $first } al { $last }.
feed-test-undated = Los artículos no tienen fecha: cada uno cuenta como publicado cuando se ve por primera vez.
feed-test-some-undated = { $count ->
    [one] { $count } artículo no tiene fecha y cuenta como publicado cuando se ve por primera vez.
   *[other] { $count } artículos no tienen fecha y cuentan como publicados cuando se ven por primera vez.
}
feed-test-broken = { $count ->
    [one] { $count } artículo no se puede leer.
   *[other] { $count } artículos no se pueden leer.
}
feed-test-full = El feed contiene los artículos completos.
feed-test-partly = El feed contiene completos { $full } de { $count } artículos.
feed-test-teasers = El feed solo contiene el comienzo de los artículos.
feed-test-pages-allowed = El sitio permite que los bots lean sus páginas (robots.txt).
feed-test-pages-forbidden = El sitio prohíbe que los bots lean sus páginas (robots.txt).
feed-test-unchanged = El servidor avisa cuando nada ha cambiado ({ $how }).
feed-test-always-whole = El servidor no avisa cuando nada ha cambiado: el feed se lee entero cada vez.
feed-test-next = El bot lo volvería a leer { $when }.
feed-test-followed = El bot lo sigue desde esta fecha: { $moment }.
feed-test-not-followed = El bot todavía no lo sigue.
feed-test-here = Es una fuente de esta revista de prensa.

feed-import-what = Adjunte un archivo OPML si el chat lo permite, o escriba la dirección de una lista: /digest feed import https://example.org/feeds.opml
feed-import-path = El bot no lee archivos de su propia máquina. Escriba una dirección que empiece por https://, o adjunte la lista si el chat lo permite.
feed-import-too-large = El archivo supera los { $most } MB; ninguna lista de feeds necesita tanto.
feed-importing = Leyendo la lista { $name }…
feed-import-too-many = Esta lista contiene { $count } feeds, y una revista de prensa puede tener como máximo { $most }. No se ha cambiado nada.
feed-imported = { $count ->
    [0] Esta lista no contiene ninguna fuente que esta revista de prensa no tenga ya.
    [one] Se ha añadido { $count } fuente a esta revista de prensa.
   *[other] Se han añadido { $count } fuentes a esta revista de prensa.
}
feed-imported-to-all = Esta revista de prensa tenía todos los feeds que sigue quien administra el bot. A partir de ahora tiene su propia lista: todos esos feeds y los de esta lista.
feed-imported-new = { $count ->
    [one] { $count } feed todavía no se seguía; el bot lo leerá en los próximos minutos.
   *[other] { $count } feeds todavía no se seguían; el bot los leerá en los próximos minutos.
}
feed-imported-here = { $count ->
    [one] { $count } ya estaba.
   *[other] { $count } ya estaban.
}
feed-refused = { $count ->
    [one] Se ha omitido { $count } dirección, porque no es una dirección http(s) de un feed
   *[other] Se han omitido { $count } direcciones, porque no son direcciones http(s) de feeds
}
feed-refused-more = { $count ->
    [one] … y { $count } más.
   *[other] … y { $count } más.
}
feed-exported = { $count ->
    [one] La fuente de esta revista de prensa, en una lista que acepta cualquier lector de feeds (OPML).
   *[other] Las { $count } fuentes de esta revista de prensa, en una lista que acepta cualquier lector de feeds (OPML).
}
