# Ce que chaque étape fait d’un article ou de son sujet. Des propositions sans point final ; les âges sont en heures.

why-stage-date = date
why-stage-language = langue
why-stage-filter = filtre
why-stage-story = sujet
why-stage-rank = rang
why-stage-novelty = nouveauté
why-stage-cap = limite
why-told-in-all = Son sujet est retenu.
why-not-told = Écarté, étape « { $stage } ».

why-age = il y a { $age } h ; la revue de presse remonte à { $limit } h
why-age-endless = il y a { $age } h ; la revue de presse remonte sans limite
why-late = il y a { $age } h, mais reçu depuis la dernière revue de presse
why-too-young = daté de { $age } h après la fin de la revue de presse
why-undated = sans date, et les articles sans date sont écartés

why-wished = langue souhaitée ({ $language })
why-also-read = langue lue, en position { $place } ({ $language })
why-story-read = langue non lue ({ $language }), mais un autre article du sujet est dans une langue lue (en position { $place })
why-skipped = ni cette langue ({ $language }) ni une autre du sujet n’est lue : ces sujets sont écartés
why-not-read = ni cette langue ({ $language }) ni une autre du sujet n’est lue, mais il est retenu quand même

why-no-rule = aucune règle
why-not-included = aucune règle ne l’inclut
why-nearest = aucune règle ne l’inclut ; le thème le plus proche atteint { $near }, il faut { $wanted }
why-included = la règle { $rule } l’inclut ; articles du sujet qui y répondent : { $share }
why-excluded = la règle { $rule } l’exclut ; articles du sujet qui y répondent : { $share }
why-included-near = la règle { $rule } l’inclut, proximité { $near }
why-excluded-near = la règle { $rule } l’exclut, proximité { $near }

why-ungrouped = n’appartient encore à aucun sujet
why-several = { $articles ->
    [one] { $articles } article
   *[other] { $articles } articles
} de { $publishers ->
    [one] { $publishers } média
   *[other] { $publishers } médias
}
why-single = { $articles ->
    [one] { $articles } article
   *[other] { $articles } articles
} de { $publishers ->
    [one] { $publishers } média
   *[other] { $publishers } médias
} ; à moins de { $limit }, il compte comme vu dans une seule source

why-ranked = rang { $place } sur { $of }, score { $score } : { $publishers ->
    [one] { $publishers } média
   *[other] { $publishers } médias
}, { $languages ->
    [one] { $languages } langue
   *[other] { $languages } langues
}, il y a { $age } h, nouveaux articles en { $hours } h : { $joined }
why-ranked-by-topic = rang { $place } sur { $of }, score { $score } : { $publishers ->
    [one] { $publishers } média
   *[other] { $publishers } médias
}, { $languages ->
    [one] { $languages } langue
   *[other] { $languages } langues
}, il y a { $age } h, nouveaux articles en { $hours } h : { $joined }, thème { $topic }

why-new = nouveau pour ses lecteurs
why-had = paru il y a { $told } h, et aucun article depuis
why-update = publié il y a { $told } h, depuis { $articles ->
    [one] { $articles } article
   *[other] { $articles } articles
} et { $publishers ->
    [one] { $publishers } nouveau média
   *[other] { $publishers } nouveaux médias
} : une mise à jour
why-nothing-new = publié il y a { $told } h, depuis { $articles ->
    [one] { $articles } article
   *[other] { $articles } articles
} et { $publishers ->
    [one] { $publishers } nouveau média
   *[other] { $publishers } nouveaux médias
} : rien de neuf à citer
why-rests = publié il y a { $told } h, depuis { $articles ->
    [one] { $articles } article
   *[other] { $articles } articles
} et { $publishers ->
    [one] { $publishers } nouveau média
   *[other] { $publishers } nouveaux médias
} : il ne revient pas encore

why-told = numéro { $count } sur { $limit } au plus
why-stories = { $count } sujets sur { $limit } sont déjà retenus
why-singles = { $count } sujets d’une seule source sur { $limit } sont déjà retenus
why-topic = { $count } sujets sur { $limit } du thème { $name } sont déjà retenus
why-publisher = { $count } sujets sur { $limit } du média { $name } sont déjà retenus
