# What the commands "feed …" answer. A source is a feed that a digest is made of.

feed-looking = Recherche du flux à l’adresse { $host }…
feed-added = { $title } fait désormais partie des sources de cette revue de presse.
feed-added-to-all = Cette revue de presse avait pour sources tous les flux que suit la personne qui administre le bot. Elle a désormais sa propre liste : tous ces flux et { $title }.
feed-here = { $title } fait déjà partie des sources de cette revue de presse.
feed-too-many = Une revue de presse peut avoir au plus { $most } sources ; avec cet ajout, elle en aurait { $count }. Pour faire de la place : /digest feed remove
feed-articles-now = { $count ->
    [0] aucun article pour le moment
    [one] { $count } article pour le moment
   *[other] { $count } articles pour le moment
}
feed-newest = le plus récent : { $moment }
feed-others = Cette page propose aussi
feed-add-one = Ajouter { $title }

feed-removed = { $title } ne fait plus partie des sources de cette revue de presse.
feed-removed-from-all = Cette revue de presse avait pour sources tous les flux que suit la personne qui administre le bot. Elle a désormais sa propre liste : tous ces flux sauf { $title }.
feed-left = { $count ->
    [one] il reste { $count } source
   *[other] il reste { $count } sources
}
feed-last = { $title } est la seule source, et il en faut au moins une. Ajoutez-en d’abord une autre : /digest feed add
feed-all-are-too-many = Cette revue de presse a pour sources les { $count } flux que suit la personne qui administre le bot : c’est trop pour une liste à elle, qui en contient { $most } au plus. Rien n’a été modifié.
feed-not-here = Cette revue de presse n’a pas de source « { $typed } ». Pour les voir toutes : /digest feed list
feed-not-here-but = Cette revue de presse n’a pas de source « { $typed } ». Vouliez-vous dire { $near } ?
feed-which = « { $typed } » peut désigner { $feeds }. Indiquez l’adresse de l’une de ces sources.

feed-list = { $count ->
    [one] { $count } source
   *[other] { $count } sources
}
feed-list-all = tous les flux que suit la personne qui administre le bot
feed-list-none = Cette revue de presse n’a pas encore de source. Pour en ajouter une par son adresse : /digest feed add https://example.org
feed-more = { $count ->
    [one] … et { $count } autre. La liste complète : /digest feed export
   *[other] … et { $count } autres. La liste complète : /digest feed export
}
feed-export-all = La liste complète
feed-language-open = langue reconnue article par article
feed-a-day = { $count ->
    [one] environ { $count } article par jour
   *[other] environ { $count } articles par jour
}
feed-a-week = { $count ->
    [one] environ { $count } article par semaine
   *[other] environ { $count } articles par semaine
}
feed-rarely = moins d’un article par semaine
feed-read = lu pour la dernière fois le { $moment }
feed-unread = pas encore lu
feed-failing = { $count ->
    [one] échec la dernière fois
   *[other] { $count } échecs de suite
}
feed-next-try = nouvel essai le { $moment }
feed-ended = ne donne plus rien
feed-dropped = le bot ne le suit plus

feed-test-language = Langue de ses articles : { $found } ; langue déclarée : { $declared }.
feed-test-language-undeclared = Langue de ses articles : { $found } ; il n’en déclare aucune.
feed-test-language-unknown = La langue de ses articles n’est pas reconnaissable.
feed-test-dates = Ses articles sont datés du { $first } au { $last }.
feed-test-undated = Ses articles n’ont pas de date : chacun compte comme publié au moment où il est vu pour la première fois.
feed-test-some-undated = { $count ->
    [one] { $count } article n’a pas de date et compte comme publié au moment où il est vu pour la première fois.
   *[other] { $count } articles n’ont pas de date et comptent comme publiés au moment où ils sont vus pour la première fois.
}
feed-test-broken = { $count ->
    [one] { $count } article est illisible.
   *[other] { $count } articles sont illisibles.
}
feed-test-full = Il contient le texte intégral de ses articles.
feed-test-partly = Il contient le texte intégral de { $full } articles sur { $count }.
feed-test-teasers = Il ne contient que le début de ses articles.
feed-test-pages-allowed = Le site permet aux robots de lire ses pages (robots.txt).
feed-test-pages-forbidden = Le site interdit aux robots de lire ses pages (robots.txt).
feed-test-unchanged = Son serveur signale quand rien n’a changé ({ $how }).
feed-test-always-whole = Son serveur ne signale pas quand rien n’a changé : le flux est relu en entier à chaque fois.
feed-test-next = Le bot le relirait { $when }.
feed-test-followed = Le bot le suit depuis le { $moment }.
feed-test-not-followed = Le bot ne le suit pas encore.
feed-test-here = Il fait partie des sources de cette revue de presse.

feed-import-what = Joignez un fichier OPML si la messagerie le permet, ou indiquez l’adresse d’une telle liste : /digest feed import https://example.org/feeds.opml
feed-import-path = Le bot ne lit aucun fichier de sa propre machine. Indiquez une adresse qui commence par https://, ou joignez la liste si la messagerie le permet.
feed-import-too-large = Ce fichier dépasse { $most } Mo ; aucune liste de flux n’en a besoin.
feed-importing = Lecture de la liste { $name }…
feed-import-too-many = Cette liste contient { $count } flux, et une revue de presse peut en avoir au plus { $most }. Rien n’a été modifié.
feed-imported = { $count ->
    [0] Cette liste ne contient aucune source que cette revue de presse n’ait déjà.
    [one] { $count } source a été ajoutée à cette revue de presse.
   *[other] { $count } sources ont été ajoutées à cette revue de presse.
}
feed-imported-to-all = Cette revue de presse avait pour sources tous les flux que suit la personne qui administre le bot. Elle a désormais sa propre liste : tous ces flux et ceux de cette liste.
feed-imported-new = { $count ->
    [one] { $count } flux n’était pas encore suivi ; le bot le lira dans les prochaines minutes.
   *[other] { $count } flux n’étaient pas encore suivis ; le bot les lira dans les prochaines minutes.
}
feed-imported-here = { $count ->
    [one] { $count } y était déjà.
   *[other] { $count } y étaient déjà.
}
feed-refused = { $count ->
    [one] { $count } adresse a été écartée, car ce n’est pas une adresse http(s) de flux
   *[other] { $count } adresses ont été écartées, car ce ne sont pas des adresses http(s) de flux
}
feed-refused-more = { $count ->
    [one] … et { $count } autre.
   *[other] … et { $count } autres.
}
feed-exported = { $count ->
    [one] La source de cette revue de presse, dans une liste que tout lecteur de flux accepte (OPML).
   *[other] Les { $count } sources de cette revue de presse, dans une liste que tout lecteur de flux accepte (OPML).
}
