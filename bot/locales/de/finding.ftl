search-no-words = Bitte schreiben Sie in wenigen Wörtern, was Sie suchen: /digest search Nachtzug
search-reading = Einen Moment: Ich lese die letzten Wochen …
search-found = { $count ->
    [one] { $count } Thema zu „{ $query }“
   *[other] { $count } Themen zu „{ $query }“
}
search-best = { $count ->
    [one] Das Thema, das „{ $query }“ am nächsten kommt
   *[other] Die { $count } Themen, die „{ $query }“ am nächsten kommen
}
search-nothing = { $days ->
    [one] Nichts zu „{ $query }“ in den letzten 24 Stunden. Versuchen Sie es mit einem längeren Zeitraum: days:{ $more }
   *[other] Nichts zu „{ $query }“ in den letzten { $days } Tagen. Versuchen Sie es mit einem längeren Zeitraum: days:{ $more }
}
search-nothing-ever = { $days ->
    [one] Nichts zu „{ $query }“ in den letzten 24 Stunden. Versuchen Sie es mit anderen oder weniger Wörtern.
   *[other] Nichts zu „{ $query }“ in den letzten { $days } Tagen. Versuchen Sie es mit anderen oder weniger Wörtern.
}

top-reading = Einen Moment: Ich suche Themen zu „{ $topic }“ …
top-headline = { $days ->
    [one] Die wichtigsten Themen der letzten 24 Stunden
   *[other] Die wichtigsten Themen der letzten { $days } Tage
}
top-about = { $days ->
    [one] Zu „{ $topic }“: die wichtigsten Themen der letzten 24 Stunden
   *[other] Zu „{ $topic }“: die wichtigsten Themen der letzten { $days } Tage
}
top-nothing = { $days ->
    [one] Aus den letzten 24 Stunden gibt es keine Themen.
   *[other] Aus den letzten { $days } Tagen gibt es keine Themen.
}
top-nothing-about = { $days ->
    [one] Keines der wichtigsten Themen der letzten 24 Stunden handelt von „{ $topic }“. /digest search durchsucht alle.
   *[other] Keines der wichtigsten Themen der letzten { $days } Tage handelt von „{ $topic }“. /digest search durchsucht alle.
}
