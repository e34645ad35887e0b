# Lo que se oculta y lo que deja de estarlo.

mute-story = Noticia oculta: «{ $title }»
mute-source = Fuente oculta: { $name }
mute-topic = Tema oculto: «{ $name }»
mute-until = Esta revista de prensa no habla de ello hasta el { $moment }.
mute-for-good = Esta revista de prensa no habla de ello hasta que alguien lo vuelva a mostrar.
mute-no-feed = Ningún feed de esta revista de prensa se llama así. Los artículos de un medio con ese nombre se omiten de todos modos.
mute-no-feed-but = Ningún feed de esta revista de prensa se llama así; ¿quería decir { $near }? Los artículos de un medio con ese nombre se omiten de todos modos.
mute-undo = Dejar de ocultar
mute-lasts = hasta el { $moment }
mute-unknown = «{ $what }» no es ni una noticia ni una fuente de esta revista de prensa. Escriba el código de una noticia, source:diario.example o topic:fútbol
mute-unknown-but = «{ $what }» no es ni una noticia ni una fuente de esta revista de prensa; ¿quería decir { $near }? Escriba el código de una noticia, source:diario.example o topic:fútbol
mute-until-unreadable = No entiendo «{ $text }» como momento futuro. Escriba por ejemplo 3d (tres días), mañana o 2026-12-01, y ponga entre comillas un tema de varias palabras: "topic:copa del mundo"
unmute-story = Noticia de nuevo visible: «{ $title }»
unmute-source = Fuente de nuevo visible: { $name }
unmute-topic = Tema de nuevo visible: «{ $name }»
unmute-still = Sigue oculto
unmute-nothing = Aquí no hay nada oculto.
unmute-unknown = { $others ->
    [0] «{ $what }» no está oculto. Lo que está oculto aquí: { $muted }.
    [one] «{ $what }» no está oculto. Lo que está oculto aquí: { $muted }, y un elemento más.
   *[other] «{ $what }» no está oculto. Lo que está oculto aquí: { $muted }, y { $others } elementos más.
}
