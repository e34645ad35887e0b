home-title = Rassegne stampa che puoi modificare
home-own = La tua rassegna stampa; la vedi solo tu.
home-next = La prossima: { $moment }
home-what = { $count ->
    [one] È { $language }, da un feed.
   *[other] È { $language }, da { $count } feed.
}
home-more = { $count ->
    [one] … e un’altra che non è mostrata qui. Per vederla, nel suo canale: /digest schedule show
   *[other] … e altre { $count } che non sono mostrate qui. Per vederne una, nel suo canale: /digest schedule show
}
home-status = Stato
home-setup = Una rassegna stampa per me
home-help = Aiuto
home-language = La mia lingua
