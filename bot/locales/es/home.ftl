home-title = Revistas de prensa que puede cambiar
home-own = Su propia revista de prensa; solo la ve usted.
home-next = La próxima: { $moment }
home-what = { $count ->
    [one] Está { $language }, a partir de un feed.
   *[other] Está { $language }, a partir de { $count } feeds.
}
home-more = { $count ->
    [one] … y otra que no se muestra aquí. Para verla, en su canal: /digest schedule show
   *[other] … y otras { $count } que no se muestran aquí. Para ver una, en su canal: /digest schedule show
}
home-status = Estado
home-setup = Una revista de prensa para mí
home-help = Ayuda
home-language = Mi idioma
