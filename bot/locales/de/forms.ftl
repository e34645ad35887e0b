form-settings-title = Einstellungen
form-stories = Anzahl der Themen
form-length = Länge je Thema
form-length-headline = Nur die Überschrift
form-length-short = Kurz: 1 Satz
form-length-medium = Mittel: 2 Sätze
form-length-long = Lang: 4 Sätze
form-length-other = { $count ->
    [one] { $count } Satz
   *[other] { $count } Sätze
}
form-layout = Darstellung
form-layout-compact = Kompakt
form-layout-cards = Karten
form-layout-plain = Einfacher Text
form-thread = Einzelheiten
form-thread-none = In der Nachricht
form-thread-details = In einem Thread darunter
form-thread-forum = Je Presseschau ein Beitrag im Forum (Discord)
form-novelty = Ein Thema, das schon da war
form-novelty-update = Kommt wieder, wenn es Neues gibt
form-novelty-always = Kommt mit jedem weiteren Artikel wieder
form-novelty-never = Kommt einige Tage lang nicht wieder

form-feed-title = Quellen
form-feed-add = Hinzufügen
form-feed-add-hint = Adressen von Feeds oder Websites, je Zeile eine
form-feed-add-hint-all = Adressen von Feeds oder Websites, je Zeile eine. Diese Presseschau hat alle Feeds, denen folgt, wer den Bot betreibt; jede Änderung gibt ihr eine eigene Liste.
form-feed-remove = Entfernen
form-feed-remove-hint = { $count ->
    [one] Eine weitere Quelle steht hier nicht; /digest feed remove nimmt ihren Namen.
   *[other] { $count } weitere Quellen stehen hier nicht; /digest feed remove nimmt ihre Namen.
}
form-feed-empty = Schreiben Sie eine Adresse, die dazukommen soll, oder wählen Sie eine Quelle, die wegfallen soll. Es wurde nichts geändert.
form-feed-gone = Was Sie gewählt haben, gehört nicht mehr zu den Quellen dieser Presseschau. Es wurde nichts geändert.
form-feed-none-left = Eine Presseschau braucht mindestens eine Quelle, und so bliebe keine übrig. Es wurde nichts geändert.
form-feed-refused = Es wurde nichts geändert: { $count } Adressen haben keinen Feed, darunter { $addresses }. Zur ersten: { $first }
form-feed-changed = Die Quellen wurden geändert.
form-feed-same = Sie gehörten alle schon zu den Quellen dieser Presseschau. Es wurde nichts geändert.
form-feed-own-list = Sie hatte alle Feeds, denen folgt, wer den Bot betreibt. Ab jetzt hat sie eine eigene Liste.
form-feed-added = Hinzugefügt
form-feed-removed = Entfernt

form-topic-title = Regeln
form-topic-include = Nur dies aufnehmen
form-topic-exclude = Dies weglassen
form-topic-hint = Je Zeile eine Regel, zum Beispiel: Fußball, "höherer Leitzins", topic:Klima
form-topic-long = Je Zeile eine Regel. Die andere Liste ist zu lang für dieses Fenster: /digest topic list
form-topic-too-long = Diese Regeln sind zu lang für ein Fenster. So ändern Sie sie: /digest topic include, /digest topic exclude, /digest topic remove
form-topic-counting = Ich zähle, auf wie viele Themen der letzten 7 Tage diese Regeln zutreffen …
form-topic-both = Diese Regel steht in beiden Listen, kann aber nur in einer stehen: { $rule }. Es wurde nichts geändert.
form-topic-changed = Die Regeln wurden geändert.
form-topic-same = Die Regeln waren schon so. Es wurde nichts geändert.
form-topic-none = Diese Presseschau hat keine Regeln mehr.
form-topic-no-stories = In den letzten 7 Tagen gab es kein Thema, an dem sie sich ausprobieren ließen.
form-topic-would-tell = { $stories ->
    [one] Sie nehmen { $found } von { $stories } Thema der letzten 7 Tage auf.
   *[other] Sie nehmen { $found } von { $stories } Themen der letzten 7 Tage auf.
}
form-topic-would-hide = { $stories ->
    [one] Sie lassen { $found } von { $stories } Thema der letzten 7 Tage weg.
   *[other] Sie lassen { $found } von { $stories } Themen der letzten 7 Tage weg.
}
