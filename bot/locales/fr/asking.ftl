# What anybody is told whose command is not done.

no-digest-here = Ce canal n’a pas encore de revue de presse. Les personnes qui le gèrent peuvent en créer une : /digest setup
no-digest-of-yours = Vous n’avez pas encore de revue de presse à vous. Pour en créer une : /digest setup
only-members = Seuls les membres de cet espace de travail peuvent utiliser sa revue de presse. /digest help indique ce que vous pouvez faire d’autre.
only-managers = Seules les personnes qui gèrent ce canal (des admins, par exemple) ou qui ont été ajoutées avec /digest managers add peuvent le faire.
no-such-command = Il n’y a pas de commande « { $command } ». /digest help en donne la liste.
no-such-command-but = Il n’y a pas de commande « { $command } ». Vouliez-vous dire /digest { $near } ?
runs-already = /digest { $command } est déjà en cours ici, et la réponse va à la personne qui l’a demandée en premier. Réessayez dans une minute.
too-soon = { $seconds ->
    [one] /digest { $command } vient d’être utilisé ici. Patientez encore une seconde.
   *[other] /digest { $command } vient d’être utilisé ici. Patientez encore { $seconds } secondes.
}
still-answering-you = Vos deux dernières demandes sont encore en cours de traitement. Réessayez dans un instant.
still-answering-others = De très nombreuses personnes attendent une réponse en ce moment. Réessayez dans une minute.
database-does-not-answer = La base de données ne répond pas pour le moment. Rien n’a été modifié ; réessayez dans une minute.
our-mistake = Une erreur s’est produite de notre côté. Rien n’a été modifié ; la personne qui administre ce bot la trouvera dans le journal.
