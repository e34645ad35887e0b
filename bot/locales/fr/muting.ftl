# Ce qui est masqué, et ce qui ne l’est plus.

mute-story = Sujet masqué : « { $title } »
mute-source = Source masquée : { $name }
mute-topic = Thème masqué : « { $name } »
mute-until = Cette revue de presse n’en parle pas avant le { $moment }.
mute-for-good = Cette revue de presse n’en parle plus, jusqu’à ce que quelqu’un cesse de le masquer.
mute-no-feed = Aucun flux de cette revue de presse ne porte ce nom. Les articles d’un média de ce nom sont tout de même écartés.
mute-no-feed-but = Aucun flux de cette revue de presse ne porte ce nom ; vouliez-vous dire { $near } ? Les articles d’un média de ce nom sont tout de même écartés.
mute-undo = Ne plus masquer
mute-lasts = jusqu’au { $moment }
mute-unknown = « { $what } » n’est ni un sujet ni une source de cette revue de presse. Écrivez le code d’un sujet, source:journal.example ou topic:football
mute-unknown-but = « { $what } » n’est ni un sujet ni une source de cette revue de presse ; vouliez-vous dire { $near } ? Écrivez le code d’un sujet, source:journal.example ou topic:football
mute-until-unreadable = Je ne comprends pas « { $text } » comme moment à venir. Écrivez par exemple 3d (trois jours), demain ou 2026-12-01, et mettez entre guillemets un thème de plusieurs mots : "topic:coupe du monde"
unmute-story = Sujet à nouveau affiché : « { $title } »
unmute-source = Source à nouveau affichée : { $name }
unmute-topic = Thème à nouveau affiché : « { $name } »
unmute-still = Toujours masqué
unmute-nothing = Rien n’est masqué ici.
unmute-unknown = { $others ->
    [0] « { $what } » n’est pas masqué. Ce qui l’est ici : { $muted }.
    [one] « { $what } » n’est pas masqué. Ce qui l’est ici : { $muted }, et un autre élément.
   *[other] « { $what } » n’est pas masqué. Ce qui l’est ici : { $muted }, et { $others } autres éléments.
}
