digest-being-made = La revue de presse est en préparation…

now-headline = { $hours ->
    [one] La dernière heure
   *[other] Les { $hours } dernières heures
}
now-headline-about = { $hours ->
    [one] À propos de « { $topic } » dans la dernière heure
   *[other] À propos de « { $topic } » dans les { $hours } dernières heures
}
now-nothing = { $hours ->
    [one] Rien à signaler dans la dernière heure.
   *[other] Rien à signaler dans les { $hours } dernières heures.
}
now-nothing-about = { $hours ->
    [one] Aucun sujet de la dernière heure ne porte sur « { $topic } ».
   *[other] Aucun sujet des { $hours } dernières heures ne porte sur « { $topic } ».
}
now-post = Publier dans le canal
now-posted = { $stories ->
    [one] { $stories } sujet est en route vers le canal.
   *[other] { $stories } sujets sont en route vers le canal.
}
now-post-language = Ce qui est publié est dans la langue du canal : { $language }. Retirez language:, ou changez-la, par exemple : /digest settings set language en
now-post-not-served = Ce bot n’est pas connecté à cette messagerie pour le moment : rien n’a été publié.
now-post-paused = La revue de presse de ce canal est suspendue : rien n’a été publié. /digest schedule resume la relance.

last-headline = La revue de presse du { $moment }
last-gone = { $count ->
    [one] { $count } de ses sujets n’est plus conservé.
   *[other] { $count } de ses sujets ne sont plus conservés.
}
last-all-gone = Aucun de ses sujets n’est encore conservé.
last-none = Aucune revue de presse n’a encore été publiée ici.
last-too-far = { $count ->
    [one] Je ne connais qu’une revue de presse publiée ici : /digest last
   *[other] Je ne connais que { $count } revues de presse publiées ici ; la plus ancienne : /digest last n:{ $count }
}

preview-headline = La prochaine revue de presse, si elle paraissait maintenant
preview-nothing = Si elle paraissait maintenant, elle n’aurait rien à signaler.
preview-left-out = Écartés
preview-others = { $count ->
    [one] { $count } autre sujet est écarté.
   *[other] { $count } autres sujets sont écartés.
}

coming-next = La prochaine revue de presse paraît le { $moment } ({ $zone }).
coming-never = Avec ses réglages, aucune autre revue de presse ne paraîtra. /digest schedule show dit pourquoi.
coming-paused = La revue de presse est suspendue jusqu’à ce que quelqu’un la relance : /digest schedule resume
coming-paused-until = La revue de presse est suspendue jusqu’au { $moment }.
