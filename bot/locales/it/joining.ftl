welcome-title = Ciao! Ti porto le notizie.
welcome-what = Pubblico una rassegna stampa a ore fisse: ogni notizia una sola volta, nella tua lingua, con tutte le sue fonti.
welcome-setup = Per cominciare, chi gestisce un canale scrive /digest setup nel canale che deve ricevere la rassegna stampa.
welcome-help = /digest help elenca tutto quello che so fare.
welcome-back = { $count ->
    [one] Sono già stato qui, e la rassegna stampa di allora è ancora conservata; /digest schedule resume nel suo canale la riattiva.
   *[other] Sono già stato qui, e le { $count } rassegne stampa di allora sono ancora conservate; /digest schedule resume nel canale di ciascuna la riattiva.
}
welcome-setup-button = Configura qui
