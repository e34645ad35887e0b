home-title = Revues de presse que vous pouvez modifier
home-own = Votre propre revue de presse ; vous êtes la seule personne à la voir.
home-next = La prochaine : { $moment }
home-what = { $count ->
    [one] Elle est { $language }, tirée d’un flux.
   *[other] Elle est { $language }, tirée de { $count } flux.
}
home-more = { $count ->
    [one] … et une autre qui n’est pas affichée ici. Pour la voir, dans son canal : /digest schedule show
   *[other] … et { $count } autres qui ne sont pas affichées ici. Pour en voir une, dans son canal : /digest schedule show
}
home-status = État
home-setup = Une revue de presse pour moi
home-help = Aide
home-language = Ma langue
