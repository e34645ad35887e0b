# Ce qui est masqué, et ce qui ne l’est plus.

mute-story = Masqué : « { $title } »
mute-source = Masqué : la source { $name }
mute-topic = Masqué : le thème « { $name } »
mute-until = Cette revue de presse n’en dit rien avant le { $moment }.
mute-for-good = Cette revue de presse n’en dit rien tant que personne ne le rétablit.
mute-no-feed = Aucun flux de cette revue ne porte ce nom. Les articles d’un journal de ce nom sont tout de même écartés.
mute-no-feed-but = Aucun flux de cette revue ne porte ce nom ; vouliez-vous dire { $near } ? Les articles d’un journal de ce nom sont tout de même écartés.
mute-undo = Ne plus masquer
mute-lasts = jusqu’au { $moment }
mute-unknown = « { $what } » n’est ni un sujet ni une source de cette revue. Écrivez le code d’un sujet, source:journal.example ou topic:football
mute-unknown-but = « { $what } » n’est ni un sujet ni une source de cette revue ; vouliez-vous dire { $near } ? Écrivez le code d’un sujet, source:journal.example ou topic:football
mute-until-unreadable = « { $text } » n’est pas un moment à venir que je comprenne. Écrivez par exemple 3d (trois jours), demain ou 2026-12-01, et un thème de plusieurs mots entre guillemets : "topic:coupe du monde"
unmute-done = N’est plus masqué :
unmute-still = Toujours masqué
unmute-nothing = Rien n’est masqué ici.
unmute-unknown = { $others ->
    [0] « { $what } » n’est pas masqué. Ce qui l’est ici : { $muted }.
    [one] « { $what } » n’est pas masqué. Ce qui l’est ici : { $muted }, et un autre élément.
   *[other] « { $what } » n’est pas masqué. Ce qui l’est ici : { $muted }, et { $others } autres éléments.
}
