# What the commands "topic …" answer. A rule says which stories are told or left out.

rule-counting = Conto le notizie degli ultimi 7 giorni a cui si applica questa regola: { $rule }
rule-includes-stories = { $rules ->
    [one] D’ora in poi sono incluse solo le notizie a cui si applica questa regola: { $rule }
   *[other] D’ora in poi sono incluse solo le notizie a cui si applica una delle { $rules } regole. La nuova: { $rule }
}
rule-includes-sources = { $rules ->
    [one] D’ora in poi contano solo gli articoli di questa fonte: { $rule }
   *[other] D’ora in poi contano solo gli articoli delle { $rules } fonti indicate. La nuova: { $rule }
}
rule-includes-languages = { $rules ->
    [one] D’ora in poi contano solo gli articoli in questa lingua: { $rule }
   *[other] D’ora in poi contano solo gli articoli nelle { $rules } lingue indicate. La nuova: { $rule }
}
rule-excludes = D’ora in poi è escluso ciò a cui si applica questa regola: { $rule }
rule-would-tell = { $stories ->
    [one] Si applica a { $found } notizia su { $stories } degli ultimi 7 giorni.
   *[other] Si applica a { $found } delle { $stories } notizie degli ultimi 7 giorni.
}
rule-would-hide = { $stories ->
    [one] Esclude { $found } notizia su { $stories } degli ultimi 7 giorni.
   *[other] Esclude { $found } delle { $stories } notizie degli ultimi 7 giorni.
}
rule-would-drop = { $articles ->
    [one] Esclude { $found } articolo su { $articles }.
   *[other] Esclude { $found } dei { $articles } articoli.
}
rule-no-stories = Negli ultimi 7 giorni non c’è stata nessuna notizia su cui provarla.
rule-moved = Finora era nell’altro elenco, da cui è stata tolta.
rule-examples = Per esempio:

rule-included-already = Questa regola c’è già e decide che cosa è incluso: { $rule }
rule-excluded-already = Questa regola c’è già e decide che cosa è escluso: { $rule }
rule-too-many = Ci sono già { $most } regole, e non possono essere di più. Per fare posto: /digest topic remove
rule-needs-quotes = Metti questo testo tra virgolette, oppure scrivi una regola per ogni parte: { $rule }

rule-removed = Questa regola non c’è più: { $rule }
rule-left-included = { $count ->
    [one] Resta { $count } regola per ciò che è incluso.
   *[other] Restano { $count } regole per ciò che è incluso.
}
rule-none-included = Nessuna regola limita più ciò che è incluso.
rule-left-excluded = { $count ->
    [0] Nessuna regola esclude più nulla.
    [one] Resta { $count } regola per ciò che è escluso.
   *[other] Restano { $count } regole per ciò che è escluso.
}
rule-not-here = Non c’è una regola «{ $typed }». Per vederle tutte: /digest topic list
rule-not-here-but = Non c’è una regola «{ $typed }». Intendevi { $near }?
rule-list = { $count ->
    [one] { $count } regola
   *[other] { $count } regole
}
rule-list-none = Questa rassegna stampa non ha regole. Per escludere qualcosa: /digest topic exclude calcio. Per includere solo ciò che corrisponde: /digest topic include "treno notturno"
rule-list-include = Solo questo è incluso
rule-list-exclude = Questo è escluso
rule-numbered = { $number }. { $rule }
rule-list-more = … e altre { $count }. Tutte le impostazioni: /digest settings show
