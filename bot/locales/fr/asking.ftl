# What anybody is told whose command is not done.

no-digest-here = Ce canal n’a pas encore de revue de presse. La personne qui le gère peut en créer une : /digest setup
only-members = Seuls les membres de cet espace peuvent utiliser sa revue de presse. /digest help dit ce qu’il y a d’autre.
only-managers = Seules les personnes qui gèrent ce canal, ou que nomme /digest managers list, peuvent le faire.
no-such-command = Il n’y a pas de commande « { $command } ». /digest help en donne la liste.
no-such-command-but = Il n’y a pas de commande « { $command } ». Vouliez-vous dire /digest { $near } ?
runs-already = /digest { $command } est déjà en cours ici. La réponse arrive dans un instant.
too-soon = { $seconds ->
    [one] /digest { $command } vient d’être utilisé ici. Patientez encore une seconde.
   *[other] /digest { $command } vient d’être utilisé ici. Patientez encore { $seconds } secondes.
}
database-does-not-answer = La base de données ne répond pas pour le moment. Rien n’a été modifié ; réessayez dans une minute.
our-mistake = Une erreur s’est produite, et c’est la nôtre. Rien n’a été modifié ; la personne qui fait tourner ce bot la trouvera dans le journal.
