no-such-story = Il n’y a pas de sujet « { $id } » ici. Chaque sujet d’une revue de presse porte un code ; /digest top donne ceux du jour.
story-forgotten = Le sujet « { $id } » n’est plus disponible ici : les sujets sont conservés { $days ->
    [one] { $days } jour
   *[other] { $days } jours
}. Chaque sujet d’une revue de presse porte un code ; /digest top donne ceux du jour.
story-unknown = Il n’y a pas de sujet « { $id } » ici ; s’il y en a eu un, il a expiré : les sujets sont conservés { $days ->
    [one] { $days } jour
   *[other] { $days } jours
}. Chaque sujet d’une revue de presse porte un code ; /digest top donne ceux du jour.

story-reading = { $articles ->
    [one] Un instant : je lis l’article sur ce sujet.
   *[other] Un instant : je lis les { $articles } articles sur ce sujet.
}
story-joined = { $old } fait maintenant partie de { $id }.
story-nothing-quoted = Ses articles n’ont qu’un titre : il n’y a rien à citer.
story-since = Nouveau depuis votre dernière consultation ({ $when })
story-nothing-new = { $articles ->
    [one] Un article de plus est paru. Il n’apporte rien de nouveau.
   *[other] { $articles } articles de plus sont parus. Ils n’apportent rien de nouveau.
}

story-timeline = Chronologie
story-first = Premier article, { $language } : { $publisher }
story-first-in = Premier article { $language } : { $publisher }
story-latest = Dernier article : { $publisher }
story-growth = { $time } après le premier article : { $articles ->
    [one] { $articles } article
   *[other] { $articles } articles
} de { $publishers ->
    [one] { $publishers } média
   *[other] { $publishers } médias
}

story-publishers = Médias par langue
story-told-in = { $language } : { $count ->
    [one] { $count } média
   *[other] { $count } médias
}
story-more-publishers = { $count ->
    [one] et un autre
   *[other] et { $count } autres
}
story-more-languages = { $count ->
    [one] et une autre langue
   *[other] et { $count } autres langues
}

story-button-sources = Sources
story-button-follow = Suivre
story-button-unfollow = Ne plus suivre
story-button-more = Plus

sources-more = { $articles ->
    [one] et un autre article
   *[other] et { $articles } autres articles
}

follow-done = Vous suivez maintenant ce sujet.
follow-already = Vous suivez déjà ce sujet.
follow-promise = Vous recevrez un message privé quand il y aura du nouveau, au plus un toutes les { $hours } heures, jusqu’à la fin du sujet.
follow-ended = Le sujet « { $id } » est clos : son dernier article date du { $when }, et aucun autre ne s’y ajoutera. On ne peut plus le suivre.
follow-too-many = Vous suivez { $count } sujets, et c’est le maximum. Renoncez d’abord à l’un d’eux, par exemple : /digest unfollow { $id }

unfollow-done = Vous ne recevrez plus de message sur { $id }.
unfollow-all-done = { $count ->
    [one] Vous suiviez un sujet. Vous ne recevrez plus de message à son propos.
   *[other] Vous suiviez { $count } sujets. Vous ne recevrez plus de message à leur propos.
}
unfollow-none = Vous ne suivez aucun sujet. Pour en suivre un, écrivez son code : /digest follow k7qm
unfollow-other = { $more ->
    [0] Vous ne suivez pas « { $id } ». Vous suivez : { $ids }.
    [one] Vous ne suivez pas « { $id } ». Vous suivez : { $ids } (et un autre).
   *[other] Vous ne suivez pas « { $id } ». Vous suivez : { $ids } (et { $more } autres).
}
