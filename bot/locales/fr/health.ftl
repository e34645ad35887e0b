# Ce qu’est devenue la revue de presse d’un canal, et que faire.

status-well = Tout va bien.
status-troubled = Un point demande votre attention.
status-runs = Derniers envois
status-next = Prochains envois
status-messages = Dernière revue de presse
status-feeds = Flux

status-chat-halted = Cette messagerie n’accepte plus rien depuis le { $at } : { $reason }. La personne qui administre le bot doit fournir un nouveau jeton.
status-refused = La revue de presse est suspendue, car la messagerie l’a refusée : { $reason }. Permettez de nouveau au bot de publier ici, puis : /digest schedule resume
status-paused-until = La revue de presse est suspendue jusqu’au { $until }. /digest schedule resume la relance tout de suite.
status-paused = La revue de presse est suspendue jusqu’à ce que quelqu’un la relance : /digest schedule resume
status-missed = { $count ->
    [one] Un envoi a été manqué : le bot ne tournait pas. La prochaine revue de presse remonte assez loin pour que rien ne manque.
   *[other] { $count } envois ont été manqués : le bot ne tournait pas. La prochaine revue de presse remonte assez loin pour que rien ne manque.
}
status-do-unknown = { $count ->
    [one] On ne sait pas si une partie de la dernière revue de presse est arrivée. Regardez dans le canal ; si elle n’y est pas : /digest resend
   *[other] On ne sait pas si { $count } parties de la dernière revue de presse sont arrivées. Regardez dans le canal ; si elles n’y sont pas : /digest resend
}
status-do-failed = { $count ->
    [one] Une partie de la dernière revue de presse n’est pas arrivée. La prochaine reprendra son contenu ; pour l’avoir maintenant : /digest resend
   *[other] { $count } parties de la dernière revue de presse ne sont pas arrivées. La prochaine reprendra leur contenu ; pour les avoir maintenant : /digest resend
}
status-resend-button = Renvoyer
status-resume-button = Relancer

status-run-planned = prévu, pas encore prêt
status-run-posted = publié
status-run-late = publié en retard
status-run-empty = rien à signaler
status-run-missed = manqué
status-run-quiet = période calme
status-run-skipped = sauté, comme demandé
status-run-moved = remplacé par une autre heure du même jour
status-no-next = Aucun n’est prévu.
status-skips = { $count ->
    [one] Un envoi est sauté avant, comme demandé.
   *[other] { $count } envois sont sautés avant, comme demandé.
}

status-none-sent = Rien n’a encore été publié.
status-sent = { $total ->
    [one] Son unique partie est arrivée.
   *[other] Parties arrivées : { $count } sur { $total }.
}
status-pending = { $count } sur { $total } en attente ; prochain essai : { $at }
status-unknown = { $count } sur { $total } : arrivée non confirmée
status-parts-refused = { $count ->
    [one] { $count } sur { $total } refusée par la messagerie
   *[other] { $count } sur { $total } refusées par la messagerie
}
status-expired = { $count ->
    [one] { $count } sur { $total } n’a pas pu partir à temps
   *[other] { $count } sur { $total } n’ont pas pu partir à temps
}
status-error = Dernière erreur : { $reason }

status-no-feed = Cette revue de presse n’a aucun flux. Pour en ajouter un : /digest feed add
status-feeds-count = { $count ->
    [one] { $count } flux
   *[other] { $count } flux
}
status-feeds-fetched = dernière lecture : { $at }
status-feed-ended = { $feed } n’existe plus.
status-feed-fails = { $count ->
    [one] { $feed } a échoué une fois. Prochain essai : { $at }
   *[other] { $feed } a échoué { $count } fois de suite. Prochain essai : { $at }
}
status-more-feeds = { $count ->
    [one] et un autre
   *[other] et { $count } autres
}
status-do-feeds = /digest feed test dit ce qui ne va pas avec un flux ; /digest feed remove le retire.

# $permissions : une liste des noms ci-dessous, qui sont ceux des paramètres de Discord.
lacks-permissions = Il me manque des permissions ici. Donnez-moi celles-ci dans ce canal : { $permissions }
lacks-posting = Je ne peux pas encore publier dans ce canal. Donnez-moi ces permissions ici : { $permissions }
lacks-see = Voir le salon
lacks-post = Envoyer des messages
lacks-read-history = Voir les anciens messages
lacks-embed = Intégrer des liens
lacks-attach = Joindre des fichiers
lacks-begin-threads = Créer des fils publics
lacks-post-in-threads = Envoyer des messages dans les fils

resend-nothing = Toutes les parties de la dernière revue de presse sont arrivées ou sont en route. Il n’y a rien à renvoyer.
resend-sure = { $count ->
    [one] Renvoyer une partie de la dernière revue de presse ?
   *[other] Renvoyer { $count } parties de la dernière revue de presse ?
}
resend-twice = { $count ->
    [one] L’une d’elles est peut-être arrivée. Elle serait alors deux fois dans le canal.
   *[other] { $count } d’entre elles sont peut-être arrivées. Elles seraient alors deux fois dans le canal.
}
resend-button = Renvoyer
resend-done = { $count ->
    [one] Une partie est de nouveau en route.
   *[other] { $count } parties sont de nouveau en route.
}

why-looking = Je parcours les étapes de la prochaine revue de presse…
why-stages = Ce que dit chaque étape
why-passed = passe
why-was-told = Il figurait dans la revue de presse du { $at }.
why-held-back = écarté
why-no-article = « { $name } » n’est ni un sujet ni un article de cette revue de presse. Écrivez le code d’un sujet, ou l’adresse d’un article.
why-no-feed = Cette revue de presse n’a aucun flux venant du site { $host } : ses articles n’arrivent donc pas. Pour l’ajouter : /digest feed add { $host }
why-feed-fails = Cet article n’est pas arrivé : le flux { $feed } ne peut pas être lu. { $reason }
why-feed-new = Cet article n’est pas arrivé : le flux { $feed } n’a pas encore été lu.
why-not-come = Cet article n’était pas dans le flux { $feed } à sa dernière lecture, le { $at }. Un flux ne contient pas tous les articles de son site.
