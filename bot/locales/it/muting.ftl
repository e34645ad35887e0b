# Che cosa è nascosto e che cosa non lo è più.

mute-story = Notizia nascosta: «{ $title }»
mute-source = Fonte nascosta: { $name }
mute-topic = Tema nascosto: «{ $name }»
mute-until = Questa rassegna stampa tornerà a parlarne in questa data: { $moment }.
mute-for-good = Questa rassegna stampa non ne parla più finché qualcuno non annulla.
mute-no-feed = Nessun feed di questa rassegna stampa si chiama così. Gli articoli di una testata con quel nome sono comunque esclusi.
mute-no-feed-but = Nessun feed di questa rassegna stampa si chiama così; intendevi { $near }? Gli articoli di una testata con quel nome sono comunque esclusi.
mute-undo = Non nascondere più
mute-lasts = fino a: { $moment }
mute-unknown = «{ $what }» non è né una notizia né una fonte di questa rassegna stampa. Scrivi il codice di una notizia, source:testata.example o topic:calcio
mute-unknown-but = «{ $what }» non è né una notizia né una fonte di questa rassegna stampa; intendevi { $near }? Scrivi il codice di una notizia, source:testata.example o topic:calcio
mute-until-unreadable = Non capisco «{ $text }» come momento futuro. Scrivi per esempio 3d (tre giorni), domani o 2026-12-01, e metti tra virgolette un tema di più parole: "topic:coppa del mondo"
unmute-story = Notizia non più nascosta: «{ $title }»
unmute-source = Fonte non più nascosta: { $name }
unmute-topic = Tema non più nascosto: «{ $name }»
unmute-still = Ancora nascosto
unmute-nothing = Qui non è nascosto nulla.
unmute-unknown = { $others ->
    [0] «{ $what }» non è nascosto. Qui è nascosto: { $muted }.
    [one] «{ $what }» non è nascosto. Qui è nascosto: { $muted }, e un altro elemento.
   *[other] «{ $what }» non è nascosto. Qui è nascosto: { $muted }, e altri { $others } elementi.
}
