# What could not be done, and what may be written instead.

problem-no-setting = «{ $typed }» no es un ajuste. /digest settings show los enumera todos.
problem-no-setting-but = «{ $typed }» no es un ajuste. ¿Quería decir { $near }?
problem-no-value = Al ajuste { $setting } le falta un valor. { $wanted }
problem-value = «{ $typed }» no sirve para el ajuste { $setting }. { $wanted }
problem-value-but = «{ $typed }» no sirve para el ajuste { $setting }. { $wanted } ¿Quería decir «{ $near }»?

problem-wants-language = { $count ->
    [0] Escriba un código de idioma como en, fr o pt-BR.
   *[other] Escriba un código de idioma como en, fr o pt-BR, o bien { $words }.
}
problem-wants-languages = { $most ->
    [one] Escriba un código de idioma, por ejemplo it, o bien { $words }.
   *[other] Escriba como máximo { $most } códigos de idioma separados por comas, por ejemplo it, es, o bien { $words }.
}
problem-wants-number = { $count ->
    [0] Escriba un número del { $low } al { $high }, por ejemplo { $example }.
    [one] Escriba un número del { $low } al { $high }, por ejemplo { $example }, o bien la palabra { $words }.
   *[other] Escriba un número del { $low } al { $high }, por ejemplo { $example }, o bien una de estas palabras: { $words }.
}
problem-wants-time = Escriba una duración en min, h o d (días), por ejemplo { $example }: al menos { $low }, como máximo { $high }.
problem-wants-time-up-to = Escriba una duración en min, h o d (días), por ejemplo { $example }: como máximo { $high }.
problem-wants-choice = Escriba una de estas palabras: { $words }.
problem-wants-rules = Escriba como máximo { $most } reglas separadas por comas, por ejemplo clima, "bajada de tipos", source:herald.example, o bien { $words }.
problem-wants-mutes = Escriba lo que se oculta, como máximo { $most } elementos separados por comas, por ejemplo story:k7qm, source:herald.example o topic:fútbol until 2026-12-01, o bien { $words }.
problem-wants-topics = Escriba como máximo { $most } temas separados por comas, cada uno en pocas palabras (100 caracteres como máximo), por ejemplo trenes nocturnos, o bien { $words }.
problem-wants-sources = Escriba las direcciones de { $most } feeds como máximo, separadas por comas, por ejemplo https://herald.example/rss, o bien { $words }.
problem-wants-zone = Escriba una zona horaria como Europe/Paris o America/New_York.
problem-wants-clock-times = Escriba horas separadas por comas, como máximo { $most }, por ejemplo 08:00, 18:30.
problem-wants-weekdays = Escriba días de la semana, por ejemplo mon-fri o sat, sun, o bien { $words }.
problem-wants-dates = Escriba como máximo { $most } fechas separadas por comas, por ejemplo 2026-12-24, o 2026-12-24..2027-01-02 para todos los días de una a otra, o bien { $words }.
problem-wants-hours = Escriba como máximo { $most } franjas horarias separadas por comas, por ejemplo 22:00-07:00, o bien { $words }.
problem-wants-group = Mencione un solo rol o grupo, nunca a todos, o escriba su ID, o bien { $words }.
problem-wants-people = Mencione a { $most } personas como máximo, nunca a todos, o escriba sus ID, separados por comas, o bien { $words }.

problem-rule-long = Una regla tiene { $most } caracteres como máximo.
problem-rule-empty = Escriba una palabra, una "frase" o topic: seguido de unas palabras.
problem-rule-quotes = Ponga entre comillas toda la regla, o nada: "bajada de tipos".
problem-rule-wordless = Una regla contiene al menos una palabra, por ejemplo clima.
problem-rule-open = Una expresión regular termina también con una barra: /tipos?/
problem-rule-everything = Se aplicaría a todos los artículos; ponga al menos una palabra en ella.
problem-rule-bound = \b solo conoce las letras de la a a la z; escriba en su lugar [^\pL] o un espacio.
problem-rule-complicated = Es demasiado complicada; reduzca las repeticiones, por ejemplo /bajadas? de tipos/
problem-rule-alone = Escriba algo después de los dos puntos, por ejemplo source:herald.example o topic:trenes nocturnos.
problem-rule-language = Escriba un código de idioma después de los dos puntos, por ejemplo language:fr.
problem-rule-kind = Antes de los dos puntos solo puede ir source, language o topic; ponga lo demás entre comillas.
problem-rule-regex = No entiendo esta expresión regular ({ $reason }). Escriba una como /tipos?/

problem-misread = No entiendo «{ $typed }» aquí. Escriba las horas como 08:00, los días como mon-fri, las fechas como 2026-12-24.
problem-no-address = «{ $typed }» no es la dirección de un feed o de un sitio. Escriba una como https://herald.example
problem-no-language = «{ $typed }» no es un código de idioma. Escriba uno como en, fr, de, it, es o pt-BR.
problem-no-mute = Solo se pueden ocultar una noticia, una fuente o un tema. Escriba por ejemplo story:k7qm, source:herald.example o topic:fútbol.
problem-no-date = «{ $typed }» no es una fecha. Escriba una como 2026-12-01 o 2026-12-01T08:00Z.
problem-digest-gone = Esta revista de prensa ya no existe. /digest setup crea una nueva.
problem-file-encoding = Este archivo no está en UTF-8. /digest settings export da uno que sí lo está.
problem-file-toml = Este archivo no es TOML. /digest settings export da uno para empezar.
problem-file-empty = No contiene ajustes. Escriba líneas como stories = 8, o indique un archivo de /digest settings export.
problem-file-line = La línea { $number } no contiene ningún ajuste. Escriba cada uno así: stories = 8
problem-file-value = El valor de { $setting } no es ni un texto ni un número. Póngalo entre comillas.
problem-nothing-to-say = Ahora mismo no hay nada que contar. Inténtelo más tarde.
problem-step-failed = Requería demasiado tiempo o memoria y se ha detenido. Inténtelo más tarde, o pida menos.
problem-not-delivered = Nadie ha visto llegar el mensaje. /digest status dice qué ha sido de él.
problem-other = No es posible: { $reason }

problem-robots = { $host } no permite que los bots lean esa página (robots.txt).
problem-no-feed = { $host } no indica ningún feed, y no lo hay en los lugares habituales. Indique la dirección del propio feed.
problem-no-list = { $host } no contiene una lista de feeds (OPML) legible.
problem-not-a-feed = Lo que envía { $host } no es un feed legible (RSS, Atom o JSON Feed).
problem-source-missing = { $host } no existe, o no contiene nada legible.
problem-page-missing = { $host } no tiene nada en esa dirección. Compruebe cómo está escrita.
problem-host-refuses = { $host } no nos deja leer esa dirección.
problem-host-busy = { $host } pide una pausa. Inténtelo más tarde.
problem-host-in-trouble = { $host } tiene problemas (error { $status }). Inténtelo más tarde.
problem-host-status = { $host } responde { $status } y no envía nada.
problem-host-private = { $host } está en una red privada. Solo se leen direcciones públicas.
problem-host-none = { $host } no es accesible en esa dirección. Escriba una como https://herald.example/rss, sin contraseña.
problem-host-unknown = No hay ningún servidor llamado { $host }. Compruebe cómo está escrito.
problem-host-silent = { $host } no responde. Inténtelo más tarde.
problem-host-insecure = No se ha podido establecer una conexión segura con { $host }: su certificado no es válido.
problem-host-redirects = { $host } nos remite sin fin de una dirección a otra.
problem-host-late = Leer { $host } ha tardado demasiado. Inténtelo de nuevo, con menos direcciones a la vez.
problem-too-large = { $host } envía más de lo que se puede leer.
problem-fetch = { $host } no ha enviado nada legible: { $reason }
