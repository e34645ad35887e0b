welcome-title = Bonjour ! Je vous apporte les nouvelles.
welcome-what = Je publie une revue de presse à heures fixes : chaque sujet une seule fois, dans votre langue, avec toutes ses sources.
welcome-setup = Pour commencer, une personne qui gère un canal écrit /digest setup dans le canal qui doit recevoir la revue de presse.
welcome-help = /digest help indique tout ce que je sais faire.
welcome-back = { $count ->
    [one] Je suis déjà venu ici, et la revue de presse d’alors est toujours conservée ; /digest schedule resume dans son canal la relance.
   *[other] Je suis déjà venu ici, et les { $count } revues de presse d’alors sont toujours conservées ; /digest schedule resume dans le canal de chacune la relance.
}
welcome-setup-button = Configurer ici
