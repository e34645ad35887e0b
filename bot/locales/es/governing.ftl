# The settings of a digest, who may change them, and setting a digest up. $setting is the name of a setting, $value what is written for it.

settings-title = Los ajustes de esta revista de prensa
settings-how = Para cambiar uno: /digest settings set stories 12. Para restablecerlo: /digest settings reset stories
settings-changed-here = Cambiados aquí
settings-as-usual = Predeterminados
settings-more = { $count ->
    [one] … y uno más
   *[other] … y { $count } más
}
settings-export-button = Exportar
settings-set = { $setting } es ahora { $value }.
settings-before = antes: { $value }
settings-same = { $setting } ya era { $value }. No se ha cambiado nada.
settings-looking = { $count ->
    [one] Busco la fuente…
   *[other] Busco { $count } fuentes…
}
settings-no-default = { $setting } no tiene valor predeterminado. Elija uno, por ejemplo: /digest settings set language fr
settings-not-spoken = El bot no tiene textos { $language }. Escriba una de estas palabras: { $words }.
settings-calls-everybody = Eso avisaría a todos, y una revista de prensa no lo hace nunca. Indique un rol o un grupo concreto, o escriba: none
settings-exported = Todos los ajustes de esta revista de prensa están en este archivo. /digest settings import lo vuelve a leer.
settings-import-one = Indique lo que escribe /digest settings export, como archivo o como texto, o líneas como stories = 8.
settings-import-large = Este archivo supera los { $most } MB; ningún archivo de ajustes es tan grande.
settings-import-several = { $count ->
    [one] En este archivo hay una revista de prensa.
   *[other] En este archivo hay { $count } revistas de prensa. Deje solo la que quiera tener aquí.
}
settings-imported = { $count ->
    [one] Se ha cambiado un ajuste.
   *[other] Se han cambiado { $count } ajustes.
}
settings-imported-same = Todo estaba ya así. No se ha cambiado nada.
settings-next-runs = Las próximas revistas de prensa
settings-paused = Está en pausa. /digest schedule resume la reanuda.
settings-no-runs = Con estos ajustes no llega ninguna.

managers-added = { $count ->
    [one] { $people } ya puede cambiar esta revista de prensa.
   *[other] { $people } ya pueden cambiar esta revista de prensa.
}
managers-already = { $count ->
    [one] { $people } ya podía cambiar esta revista de prensa.
   *[other] { $people } ya podían cambiar esta revista de prensa.
}
managers-removed = { $count ->
    [one] { $people } ya no figura entre los gestores de esta revista de prensa.
   *[other] { $people } ya no figuran entre los gestores de esta revista de prensa.
}
managers-unknown = { $people } no figura entre los gestores de esta revista de prensa. /digest managers list los enumera.
managers-too-many = Una revista de prensa puede tener como máximo { $most } gestores. Quite antes a alguien: /digest managers remove
managers-no-longer-you = Usted ya no figura en la lista: a partir de ahora esta revista de prensa tendrá que cambiarla otra persona.
managers-platform = Quienes gestionan este canal en la plataforma también pueden cambiarla siempre.
managers-title = { $count ->
    [0] Nadie figura entre los gestores de esta revista de prensa.
    [one] Una persona figura entre los gestores de esta revista de prensa.
   *[other] { $count } personas figuran entre los gestores de esta revista de prensa.
}
managers-more = { $count ->
    [one] … y una más; /digest settings export las enumera todas
   *[other] … y { $count } más; /digest settings export las enumera todas
}

setup-title = Revista de prensa
setup-asks = ¿Cuándo deben llegar las noticias, y en qué idioma? Todo se puede cambiar más tarde.
setup-asks-again = Esta revista de prensa ya existe. Lo que cambie aquí se aplica a ella.
setup-language = Idioma
setup-timezone = Zona horaria
setup-timezone-hint = Europe/Madrid, America/Bogota
setup-times = Horas
setup-times-hint = 08:00, o bien 8:30 y 18:00 de lunes a viernes
setup-sources = Fuentes
setup-sources-hint = starter, all o direcciones de feeds y sitios
setup-sources-stay = Déjelo vacío para conservar las fuentes como están
setup-topics = Temas que van primero
setup-topics-hint = trenes nocturnos, clima
setup-working = Creo una revista de prensa, idioma: { $language }…
setup-nothing-followed = Quien administra el bot todavía no sigue ningún feed. Para empezar escriba sources:starter, o la dirección de un periódico.
setup-no-source = Ninguna de las { $count } fuentes tiene un feed, por lo que no se ha creado nada. La primera: { $first }
setup-too-many = Son { $count } feeds, y una revista de prensa puede tener como máximo { $most }. Indique menos.
setup-done = La revista de prensa está lista.
setup-changed = La revista de prensa se ha cambiado.
setup-in-language = Su idioma: { $language }.
setup-feeds = { $count ->
    [one] Tiene un feed.
   *[other] Tiene { $count } feeds.
}
setup-all-feeds = { $count ->
    [one] Tiene todos los feeds que sigue quien administra el bot: por ahora, uno.
   *[other] Tiene todos los feeds que sigue quien administra el bot: por ahora, { $count }.
}
setup-first-news = Los feeds nuevos se leen en los próximos minutos; hasta entonces quizá no haya nada que contar.
setup-set-timezone = Sus horas están en UTC. Indique su propia zona, por ejemplo: /digest settings set timezone Europe/Madrid
setup-only-you = Solo la ve usted.
setup-refused = No seguidas
setup-more-refused = { $count ->
    [one] … y una más
   *[other] … y { $count } más
}
setup-preview-button = Vista previa
setup-settings-button = Ajustes
setup-post-button = Publicar ahora
