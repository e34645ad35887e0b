# Che cosa è nascosto e che cosa non lo è più.

mute-story = Nascosta: «{ $title }»
mute-source = Nascosta: la fonte { $name }
mute-topic = Nascosto: il tema «{ $name }»
mute-until = Questa rassegna non ne parla fino a questo momento: { $moment }.
mute-for-good = Questa rassegna non ne parla finché qualcuno non annulla.
mute-no-feed = Nessun feed di questa rassegna si chiama così. Gli articoli di una testata con quel nome sono comunque esclusi.
mute-no-feed-but = Nessun feed di questa rassegna si chiama così; intendevi { $near }? Gli articoli di una testata con quel nome sono comunque esclusi.
mute-undo = Non nascondere più
mute-lasts = termine: { $moment }
mute-unknown = «{ $what }» non è una notizia né una fonte di questa rassegna. Scrivi il codice di una notizia, source:testata.example o topic:calcio
mute-unknown-but = «{ $what }» non è una notizia né una fonte di questa rassegna; intendevi { $near }? Scrivi il codice di una notizia, source:testata.example o topic:calcio
mute-until-unreadable = «{ $text }» non è un momento futuro che io capisca. Scrivi per esempio 3d (tre giorni), domani o 2026-12-01, e un tema di più parole tra virgolette: "topic:coppa del mondo"
unmute-done = Non più nascosti:
unmute-still = Ancora nascosti
unmute-nothing = Qui non è nascosto nulla.
unmute-unknown = { $others ->
    [0] «{ $what }» non è nascosto. Qui è nascosto: { $muted }.
    [one] «{ $what }» non è nascosto. Qui è nascosto: { $muted }, e un altro elemento.
   *[other] «{ $what }» non è nascosto. Qui è nascosto: { $muted }, e altri { $others } elementi.
}
