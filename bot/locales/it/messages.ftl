read-forgotten = Questa rassegna stampa è più vecchia di ciò che conservo ({ $days ->
    [one] { $days } giorno
   *[other] { $days } giorni
}). /digest last mostra di nuovo l’ultima.
message-not-here = Questo messaggio non fa parte di una rassegna stampa di questo canale.
about-unknown = Non trovo notizie in questo messaggio: non è mio, oppure è più vecchio di ciò che conservo ({ $days ->
    [one] { $days } giorno
   *[other] { $days } giorni
}). Scegli un messaggio di una rassegna stampa.
about-forgotten = Non ho più le notizie di questo messaggio: le notizie si conservano per { $days ->
    [one] { $days } giorno
   *[other] { $days } giorni
}.
about-which = Quale di queste notizie?
