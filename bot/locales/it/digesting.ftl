digest-being-made = La rassegna stampa è in preparazione…

now-headline = { $hours ->
    [one] L’ultima ora
   *[other] Le ultime { $hours } ore
}
now-headline-about = { $hours ->
    [one] A proposito di «{ $topic }» nell’ultima ora
   *[other] A proposito di «{ $topic }» nelle ultime { $hours } ore
}
now-nothing = { $hours ->
    [one] Niente da segnalare nell’ultima ora.
   *[other] Niente da segnalare nelle ultime { $hours } ore.
}
now-nothing-about = { $hours ->
    [one] Nessuna notizia dell’ultima ora parla di «{ $topic }».
   *[other] Nessuna notizia delle ultime { $hours } ore parla di «{ $topic }».
}
now-post = Pubblica nel canale
now-posted = { $stories ->
    [one] { $stories } notizia è in arrivo nel canale.
   *[other] { $stories } notizie sono in arrivo nel canale.
}
now-post-language = Ciò che si pubblica è nella lingua del canale: { $language }. Togli language:, oppure cambiala, ad esempio: /digest settings set language en
now-post-not-served = Al momento questo bot non è collegato a questa chat: non è stato pubblicato nulla.
now-post-paused = La rassegna stampa di questo canale è sospesa: non è stato pubblicato nulla. /digest schedule resume la riattiva.

last-headline = Rassegna stampa, { $moment }
last-gone = { $count ->
    [one] { $count } delle sue notizie non è più conservata.
   *[other] { $count } delle sue notizie non sono più conservate.
}
last-all-gone = Nessuna delle sue notizie è ancora conservata.
last-none = Qui non è ancora stata pubblicata nessuna rassegna stampa.
last-too-far = { $count ->
    [one] Conosco solo una rassegna stampa pubblicata qui: /digest last
   *[other] Conosco solo { $count } rassegne stampa pubblicate qui; la più vecchia: /digest last n:{ $count }
}

preview-headline = La prossima rassegna stampa, se uscisse adesso
preview-nothing = Se uscisse adesso, non avrebbe niente da segnalare.
preview-left-out = Escluse
preview-others = { $count ->
    [one] È esclusa { $count } altra notizia.
   *[other] Sono escluse altre { $count } notizie.
}

coming-next = Prossima rassegna stampa: { $moment } ({ $zone }).
coming-never = Con le sue impostazioni non arriverà più nessuna rassegna stampa. /digest schedule show dice perché.
coming-paused = La rassegna stampa è sospesa finché qualcuno non la riattiva: /digest schedule resume
coming-paused-until = La rassegna stampa è sospesa. Fine della pausa: { $moment }.
