read-forgotten = Cette revue de presse est plus ancienne que ce que je conserve ({ $days ->
    [one] { $days } jour
   *[other] { $days } jours
}). /digest last montre à nouveau la dernière.
message-not-here = Ce message ne fait pas partie d’une revue de presse de ce canal.
about-unknown = Je ne connais aucun sujet dans ce message : il n’est pas de moi, ou il est plus ancien que ce que je conserve ({ $days ->
    [one] { $days } jour
   *[other] { $days } jours
}). Veuillez choisir un message d’une revue de presse.
about-forgotten = Je n’ai plus les sujets de ce message : les sujets sont conservés { $days ->
    [one] { $days } jour
   *[other] { $days } jours
}.
about-which = Lequel de ces sujets ?
