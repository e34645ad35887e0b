digest-being-made = Die Presseschau wird zusammengestellt …

now-headline = { $hours ->
    [one] Die letzte Stunde
   *[other] Die letzten { $hours } Stunden
}
now-headline-about = { $hours ->
    [one] Zu „{ $topic }“ in der letzten Stunde
   *[other] Zu „{ $topic }“ in den letzten { $hours } Stunden
}
now-nothing = { $hours ->
    [one] Aus der letzten Stunde gibt es nichts zu berichten.
   *[other] Aus den letzten { $hours } Stunden gibt es nichts zu berichten.
}
now-nothing-about = { $hours ->
    [one] Kein Thema der letzten Stunde handelt von „{ $topic }“.
   *[other] Kein Thema der letzten { $hours } Stunden handelt von „{ $topic }“.
}
now-post = Im Kanal veröffentlichen
now-posted = { $stories ->
    [one] { $stories } Thema ist unterwegs in den Kanal.
   *[other] { $stories } Themen sind unterwegs in den Kanal.
}
now-post-language = Veröffentlicht wird in der Sprache des Kanals: { $language }. Bitte lassen Sie language: weg, oder ändern Sie die Sprache, zum Beispiel: /digest settings set language en
now-post-not-served = Dieser Bot ist gerade nicht mit diesem Chat verbunden; es wurde nichts veröffentlicht.
now-post-paused = Die Presseschau dieses Kanals pausiert; es wurde nichts veröffentlicht. /digest schedule resume setzt sie fort.

last-headline = Die Presseschau vom { $moment }
last-gone = { $count ->
    [one] { $count } ihrer Themen ist nicht mehr gespeichert.
   *[other] { $count } ihrer Themen sind nicht mehr gespeichert.
}
last-all-gone = Keines ihrer Themen ist noch gespeichert.
last-none = Hier wurde noch keine Presseschau veröffentlicht.
last-too-far = { $count ->
    [one] Ich kenne nur eine hier veröffentlichte Presseschau: /digest last
   *[other] Ich kenne nur { $count } hier veröffentlichte Presseschauen; die älteste: /digest last n:{ $count }
}

preview-headline = Die nächste Presseschau, wenn sie jetzt käme
preview-nothing = Wenn sie jetzt käme, hätte sie nichts zu berichten.
preview-left-out = Weggelassen
preview-others = { $count ->
    [one] { $count } weiteres Thema wird weggelassen.
   *[other] { $count } weitere Themen werden weggelassen.
}

coming-next = Die nächste Presseschau kommt am { $moment } ({ $zone }).
coming-never = Nach ihren Einstellungen kommt keine Presseschau mehr. /digest schedule show sagt, warum.
coming-paused = Die Presseschau pausiert, bis jemand sie fortsetzt: /digest schedule resume
coming-paused-until = Die Presseschau pausiert bis zum { $moment }.
