# Lo que se oculta y lo que deja de estarlo.

mute-story = Oculta: «{ $title }»
mute-source = Oculta: la fuente { $name }
mute-topic = Oculto: el tema «{ $name }»
mute-until = Esta revista no dice nada de ello antes del { $moment }.
mute-for-good = Esta revista no dice nada de ello hasta que alguien lo vuelva a mostrar.
mute-no-feed = Ninguna fuente de esta revista se llama así. Los artículos de un periódico con ese nombre se omiten de todos modos.
mute-no-feed-but = Ninguna fuente de esta revista se llama así; ¿quería decir { $near }? Los artículos de un periódico con ese nombre se omiten de todos modos.
mute-undo = Dejar de ocultar
mute-lasts = hasta el { $moment }
mute-unknown = «{ $what }» no es ninguna noticia ni fuente de esta revista. Escriba el código de una noticia, source:diario.example o topic:fútbol
mute-unknown-but = «{ $what }» no es ninguna noticia ni fuente de esta revista; ¿quería decir { $near }? Escriba el código de una noticia, source:diario.example o topic:fútbol
mute-until-unreadable = «{ $text }» no es un momento futuro que yo entienda. Escriba por ejemplo 3d (tres días), mañana o 2026-12-01, y un tema de varias palabras entre comillas: "topic:copa del mundo"
unmute-done = Ya no está oculto:
unmute-still = Sigue oculto
unmute-nothing = Aquí no hay nada oculto.
unmute-unknown = { $others ->
    [0] «{ $what }» no está oculto. Lo que está oculto aquí: { $muted }.
    [one] «{ $what }» no está oculto. Lo que está oculto aquí: { $muted }, y un elemento más.
   *[other] «{ $what }» no está oculto. Lo que está oculto aquí: { $muted }, y { $others } elementos más.
}
