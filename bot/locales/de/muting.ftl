# Was ausgeblendet wird und was nicht mehr.

mute-story = Thema ausgeblendet: „{ $title }“
mute-source = Quelle ausgeblendet: { $name }
mute-topic = Stichwort ausgeblendet: „{ $name }“
mute-until = Diese Presseschau bringt davon nichts vor dem { $moment }.
mute-for-good = Diese Presseschau bringt davon nichts, bis es jemand wieder einblendet.
mute-no-feed = Kein Feed dieser Presseschau heißt so. Artikel eines Mediums dieses Namens werden trotzdem weggelassen.
mute-no-feed-but = Kein Feed dieser Presseschau heißt so; meinten Sie { $near }? Artikel eines Mediums dieses Namens werden trotzdem weggelassen.
mute-undo = Wieder einblenden
mute-lasts = bis zum { $moment }
mute-unknown = „{ $what }“ ist weder ein Thema noch eine Quelle dieser Presseschau. Schreiben Sie das Kürzel eines Themas, source:blatt.example oder topic:Fußball
mute-unknown-but = „{ $what }“ ist weder ein Thema noch eine Quelle dieser Presseschau; meinten Sie { $near }? Schreiben Sie das Kürzel eines Themas, source:blatt.example oder topic:Fußball
mute-until-unreadable = Ich verstehe „{ $text }“ nicht als künftigen Zeitpunkt. Schreiben Sie zum Beispiel 3d (drei Tage), morgen oder 2026-12-01, und setzen Sie ein Stichwort aus mehreren Wörtern in Anführungszeichen: "topic:Tour de France"
unmute-story = Thema wieder eingeblendet: „{ $title }“
unmute-source = Quelle wieder eingeblendet: { $name }
unmute-topic = Stichwort wieder eingeblendet: „{ $name }“
unmute-still = Noch ausgeblendet
unmute-nothing = Hier ist nichts ausgeblendet.
unmute-unknown = { $others ->
    [0] „{ $what }“ ist nicht ausgeblendet. Ausgeblendet ist hier: { $muted }.
    [one] „{ $what }“ ist nicht ausgeblendet. Ausgeblendet ist hier: { $muted } und ein weiterer Eintrag.
   *[other] „{ $what }“ ist nicht ausgeblendet. Ausgeblendet ist hier: { $muted } und { $others } weitere Einträge.
}
