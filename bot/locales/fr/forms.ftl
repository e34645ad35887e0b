form-settings-title = Réglages
form-stories = Nombre de sujets
form-length = Longueur de chaque sujet
form-length-headline = Titre seul
form-length-short = Court : 1 phrase
form-length-medium = Moyen : 2 phrases
form-length-long = Long : 4 phrases
form-length-other = { $count ->
    [one] { $count } phrase
   *[other] { $count } phrases
}
form-layout = Présentation
form-layout-compact = Compacte
form-layout-cards = En cartes
form-layout-plain = Texte simple
form-thread = Détails
form-thread-none = Dans le message
form-thread-details = Dans un fil sous le message
form-thread-forum = Une publication de forum par revue de presse (Discord)
form-novelty = Un sujet déjà paru
form-novelty-update = Revient quand il y a du nouveau
form-novelty-always = Revient avec chaque nouvel article
form-novelty-never = Ne revient pas pendant quelques jours

form-feed-title = Sources
form-feed-add = Ajouter
form-feed-add-hint = Adresses de flux ou de sites, une par ligne
form-feed-add-hint-all = Adresses de flux ou de sites, une par ligne. Cette revue de presse a tous les flux que suit la personne qui administre le bot ; toute modification lui donne sa propre liste.
form-feed-remove = Retirer
form-feed-remove-hint = { $count ->
    [one] Une autre source n’est pas affichée ici ; /digest feed remove accepte son nom.
   *[other] { $count } autres sources ne sont pas affichées ici ; /digest feed remove accepte leur nom.
}
form-feed-empty = Écrivez une adresse à ajouter, ou choisissez une source à retirer. Rien n’a été modifié.
form-feed-gone = Ce que vous avez choisi ne fait plus partie des sources de cette revue de presse. Rien n’a été modifié.
form-feed-none-left = Il faut au moins une source, et il n’en resterait aucune. Rien n’a été modifié.
form-feed-refused = Rien n’a été modifié : { $count } adresses n’ont donné aucun flux, parmi elles { $addresses }. Pour la première : { $first }
form-feed-changed = Les sources ont été modifiées.
form-feed-same = Toutes faisaient déjà partie des sources de cette revue de presse. Rien n’a été modifié.
form-feed-own-list = Elle avait tous les flux que suit la personne qui administre le bot. Elle a désormais sa propre liste.
form-feed-added = Ajoutées
form-feed-removed = Retirées

form-topic-title = Règles
form-topic-include = Ne retenir que ceci
form-topic-exclude = Écarter ceci
form-topic-hint = Une règle par ligne, par exemple : football, "taux directeur", topic:climat
form-topic-long = Une règle par ligne. L’autre liste est trop longue pour cette fenêtre : /digest topic list
form-topic-too-long = Ces règles sont trop longues pour une fenêtre. Pour les modifier : /digest topic include, /digest topic exclude, /digest topic remove
form-topic-counting = Je compte combien de sujets des 7 derniers jours répondent à ces règles…
form-topic-both = Cette règle est dans les deux listes, alors qu’elle ne peut être que dans une : { $rule }. Rien n’a été modifié.
form-topic-changed = Les règles ont été modifiées.
form-topic-same = Les règles étaient déjà ainsi. Rien n’a été modifié.
form-topic-none = Cette revue de presse n’a plus de règles.
form-topic-no-stories = Il n’y a eu aucun sujet ces 7 derniers jours pour les essayer.
form-topic-would-tell = { $stories ->
    [one] Elles retiennent { $found } sujet sur { $stories } des 7 derniers jours.
   *[other] Elles retiennent { $found } des { $stories } sujets des 7 derniers jours.
}
form-topic-would-hide = { $stories ->
    [one] Elles écartent { $found } sujet sur { $stories } des 7 derniers jours.
   *[other] Elles écartent { $found } des { $stories } sujets des 7 derniers jours.
}
