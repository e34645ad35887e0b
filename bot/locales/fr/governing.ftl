# The settings of a digest, who may change them, and setting a digest up. $setting is the name of a setting, $value what is written for it.

settings-title = Les réglages de cette revue de presse
settings-how = Pour en modifier un : /digest settings set stories 12. Pour le rétablir : /digest settings reset stories
settings-changed-here = Modifiés ici
settings-as-usual = Par défaut
settings-more = { $count ->
    [one] … et un autre
   *[other] … et { $count } autres
}
settings-export-button = Exporter
settings-set = { $setting } vaut maintenant { $value }.
settings-before = avant : { $value }
settings-same = { $setting } valait déjà { $value }. Rien n’a été modifié.
settings-looking = { $count ->
    [one] Je cherche la source…
   *[other] Je cherche { $count } sources…
}
settings-no-default = { $setting } n’a pas de valeur par défaut. Choisissez-en une, par exemple : /digest settings set language fr
settings-not-spoken = Le bot n’a pas de textes { $language }. Écrivez l’un de ces mots : { $words }.
settings-calls-everybody = Cela avertirait tout le monde ici, ce qu’une revue de presse ne fait jamais. Indiquez un rôle ou un groupe précis, ou écrivez : none
settings-exported = Tous les réglages de cette revue de presse sont dans ce fichier. /digest settings import le relit.
settings-import-one = Donnez soit ce qu’écrit /digest settings export, en fichier ou en texte, soit des lignes comme stories = 8.
settings-import-large = Ce fichier dépasse { $most } Mo ; aucun fichier de réglages n’est aussi gros.
settings-import-several = { $count ->
    [one] Il y a une revue de presse dans ce fichier.
   *[other] Il y a { $count } revues de presse dans ce fichier. N’y laissez que celle que vous voulez ici.
}
settings-imported = { $count ->
    [one] Un réglage a été modifié.
   *[other] { $count } réglages ont été modifiés.
}
settings-imported-same = Tout était déjà ainsi. Rien n’a été modifié.
settings-next-runs = Les prochaines revues de presse
settings-paused = Elle est suspendue. /digest schedule resume la relance.
settings-no-runs = Aucune ne paraît avec ces réglages.

managers-added = { $count ->
    [one] { $people } peut maintenant modifier cette revue de presse.
   *[other] { $people } peuvent maintenant modifier cette revue de presse.
}
managers-already = { $count ->
    [one] { $people } pouvait déjà modifier cette revue de presse.
   *[other] { $people } pouvaient déjà modifier cette revue de presse.
}
managers-removed = { $count ->
    [one] { $people } ne figure plus parmi les gestionnaires de cette revue de presse.
   *[other] { $people } ne figurent plus parmi les gestionnaires de cette revue de presse.
}
managers-unknown = { $people } ne figure pas parmi les gestionnaires de cette revue de presse. /digest managers list en donne la liste.
managers-too-many = Une revue de presse peut avoir au plus { $most } gestionnaires. Retirez d’abord quelqu’un : /digest managers remove
managers-no-longer-you = Vous ne figurez plus vous-même dans la liste : quelqu’un d’autre devra désormais modifier cette revue de presse.
managers-platform = Les personnes qui gèrent ce canal sur la plateforme peuvent aussi toujours la modifier.
managers-title = { $count ->
    [0] Personne ne figure parmi les gestionnaires de cette revue de presse.
    [one] Une personne figure parmi les gestionnaires de cette revue de presse.
   *[other] { $count } personnes figurent parmi les gestionnaires de cette revue de presse.
}
managers-more = { $count ->
    [one] … et une autre ; /digest settings export les donne toutes
   *[other] … et { $count } autres ; /digest settings export les donne toutes
}

setup-title = Revue de presse
setup-asks = Quand les nouvelles doivent-elles arriver, et dans quelle langue ? Tout peut être modifié plus tard.
setup-asks-again = Cette revue de presse existe déjà. Ce que vous modifiez ici s’y applique.
setup-language = Langue
setup-timezone = Fuseau horaire
setup-timezone-hint = Europe/Paris, America/Montreal
setup-times = Heures
setup-times-hint = 08:00, ou 8h30 et 18h du lundi au vendredi
setup-sources = Sources
setup-sources-hint = starter, all, ou des adresses de flux et de sites
setup-sources-stay = Laissez vide pour garder les sources telles quelles
setup-topics = Thèmes à placer en tête
setup-topics-hint = trains de nuit, climat
setup-working = Je crée une revue de presse, langue : { $language }…
setup-nothing-followed = La personne qui administre le bot ne suit encore aucun flux. Pour commencer, écrivez sources:starter, ou l’adresse d’un journal.
setup-no-source = Aucune des { $count } sources n’a de flux, rien n’a donc été créé. La première : { $first }
setup-too-many = Cela fait { $count } flux, et une revue de presse peut en avoir au plus { $most }. Citez-en moins.
setup-done = La revue de presse est prête.
setup-changed = La revue de presse a été modifiée.
setup-in-language = Sa langue : { $language }.
setup-feeds = { $count ->
    [one] Elle a un flux.
   *[other] Elle a { $count } flux.
}
setup-all-feeds = { $count ->
    [one] Elle a tous les flux que suit la personne qui administre le bot : un seul pour le moment.
   *[other] Elle a tous les flux que suit la personne qui administre le bot : { $count } pour le moment.
}
setup-first-news = Les nouveaux flux seront lus dans les prochaines minutes ; d’ici là, il n’y aura peut-être rien à signaler.
setup-set-timezone = Ses heures sont en UTC. Indiquez votre propre fuseau, par exemple : /digest settings set timezone Europe/Paris
setup-only-you = Vous êtes la seule personne à la voir.
setup-refused = Non suivies
setup-more-refused = { $count ->
    [one] … et une autre
   *[other] … et { $count } autres
}
setup-preview-button = Aperçu
setup-settings-button = Réglages
setup-post-button = Publier maintenant
