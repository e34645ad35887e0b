search-no-words = Veuillez écrire en quelques mots ce que vous cherchez : /digest search train de nuit
search-reading = Un instant : je lis les dernières semaines…
search-found = { $count ->
    [one] { $count } sujet sur « { $query } »
   *[other] { $count } sujets sur « { $query } »
}
search-best = { $count ->
    [one] Le sujet le plus proche de « { $query } »
   *[other] Les { $count } sujets les plus proches de « { $query } »
}
search-nothing = { $days ->
    [one] Rien sur « { $query } » ces dernières 24 heures. Essayez une période plus longue : days:{ $more }
   *[other] Rien sur « { $query } » ces { $days } derniers jours. Essayez une période plus longue : days:{ $more }
}
search-nothing-ever = { $days ->
    [one] Rien sur « { $query } » ces dernières 24 heures. Essayez d’autres mots, ou moins de mots.
   *[other] Rien sur « { $query } » ces { $days } derniers jours. Essayez d’autres mots, ou moins de mots.
}

top-reading = Un instant : je cherche les sujets sur « { $topic } »…
top-headline = { $days ->
    [one] Les principaux sujets des dernières 24 heures
   *[other] Les principaux sujets des { $days } derniers jours
}
top-about = { $days ->
    [one] Sur « { $topic } » : les principaux sujets des dernières 24 heures
   *[other] Sur « { $topic } » : les principaux sujets des { $days } derniers jours
}
top-nothing = { $days ->
    [one] Aucun sujet ces dernières 24 heures.
   *[other] Aucun sujet ces { $days } derniers jours.
}
top-nothing-about = { $days ->
    [one] Aucun des principaux sujets des dernières 24 heures ne porte sur « { $topic } ». /digest search cherche parmi tous.
   *[other] Aucun des principaux sujets des { $days } derniers jours ne porte sur « { $topic } ». /digest search cherche parmi tous.
}
