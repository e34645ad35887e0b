search-no-words = Scrivi in poche parole che cosa cerchi: /digest search treno notturno
search-reading = Un momento: leggo le ultime settimane…
search-found = { $count ->
    [one] { $count } notizia su «{ $query }»
   *[other] { $count } notizie su «{ $query }»
}
search-best = { $count ->
    [one] La notizia più vicina a «{ $query }»
   *[other] Le { $count } notizie più vicine a «{ $query }»
}
search-nothing = { $days ->
    [one] Nulla su «{ $query }» nelle ultime 24 ore. Prova un periodo più lungo: days:{ $more }
   *[other] Nulla su «{ $query }» negli ultimi { $days } giorni. Prova un periodo più lungo: days:{ $more }
}
search-nothing-ever = { $days ->
    [one] Nulla su «{ $query }» nelle ultime 24 ore. Prova con altre parole, o con meno.
   *[other] Nulla su «{ $query }» negli ultimi { $days } giorni. Prova con altre parole, o con meno.
}

top-reading = Un momento: cerco le notizie su «{ $topic }»…
top-headline = { $days ->
    [one] Le notizie principali delle ultime 24 ore
   *[other] Le notizie principali degli ultimi { $days } giorni
}
top-about = { $days ->
    [one] Su «{ $topic }»: le notizie principali delle ultime 24 ore
   *[other] Su «{ $topic }»: le notizie principali degli ultimi { $days } giorni
}
top-nothing = { $days ->
    [one] Non ci sono notizie delle ultime 24 ore.
   *[other] Non ci sono notizie degli ultimi { $days } giorni.
}
top-nothing-about = { $days ->
    [one] Nessuna delle notizie principali delle ultime 24 ore riguarda «{ $topic }». /digest search cerca tra tutte.
   *[other] Nessuna delle notizie principali degli ultimi { $days } giorni riguarda «{ $topic }». /digest search cerca tra tutte.
}
