# Che cosa fa ogni fase di un articolo o della sua notizia. Frasi senza punto finale; le età sono in ore.

why-stage-date = data
why-stage-language = lingua
why-stage-filter = filtro
why-stage-story = notizia
why-stage-rank = posto
why-stage-novelty = novità
why-stage-cap = limite
why-told-in-all = La sua notizia è inclusa.
why-not-told = Esclusa, fase «{ $stage }».

why-age = di { $age } h fa; la rassegna stampa risale a { $limit } h fa
why-age-endless = di { $age } h fa; la rassegna stampa risale senza limite
why-late = di { $age } h fa, ma arrivato dopo l’ultima rassegna stampa
why-too-young = datato { $age } h dopo la fine della rassegna stampa
why-undated = senza data, e gli articoli senza data sono esclusi

why-wished = lingua desiderata ({ $language })
why-also-read = lingua letta, al posto { $place } ({ $language })
why-story-read = lingua non letta ({ $language }), ma un altro articolo della notizia è in una lingua letta (al posto { $place })
why-skipped = né questa lingua ({ $language }) né un’altra della notizia è letta: queste notizie sono escluse
why-not-read = né questa lingua ({ $language }) né un’altra della notizia è letta, ma la notizia è inclusa comunque

why-no-rule = nessuna regola
why-not-included = nessuna regola la include
why-nearest = nessuna regola la include; il tema più vicino arriva a { $near }, serve { $wanted }
why-included = la regola { $rule } la include; articoli della notizia a cui si applica: { $share }
why-excluded = la regola { $rule } la esclude; articoli della notizia a cui si applica: { $share }
why-included-near = la regola { $rule } la include, vicinanza { $near }
why-excluded-near = la regola { $rule } la esclude, vicinanza { $near }

why-ungrouped = non appartiene ancora a nessuna notizia
why-several = { $articles ->
    [one] { $articles } articolo
   *[other] { $articles } articoli
} di { $publishers ->
    [one] { $publishers } testata
   *[other] { $publishers } testate
}
why-single = { $articles ->
    [one] { $articles } articolo
   *[other] { $articles } articoli
} di { $publishers ->
    [one] { $publishers } testata
   *[other] { $publishers } testate
}; con meno di { $limit } conta come notizia da una sola fonte

why-ranked = posto { $place } su { $of }, punteggio { $score }: { $publishers ->
    [one] { $publishers } testata
   *[other] { $publishers } testate
}, { $languages ->
    [one] { $languages } lingua
   *[other] { $languages } lingue
}, di { $age } h fa, articoli nuovi in { $hours } h: { $joined }
why-ranked-by-topic = posto { $place } su { $of }, punteggio { $score }: { $publishers ->
    [one] { $publishers } testata
   *[other] { $publishers } testate
}, { $languages ->
    [one] { $languages } lingua
   *[other] { $languages } lingue
}, di { $age } h fa, articoli nuovi in { $hours } h: { $joined }, tema { $topic }

why-new = nuova per chi legge
why-had = uscita { $told } h fa, e da allora nessun articolo
why-update = uscita { $told } h fa, da allora { $articles ->
    [one] { $articles } articolo
   *[other] { $articles } articoli
} e { $publishers ->
    [one] { $publishers } nuova testata
   *[other] { $publishers } nuove testate
}: un aggiornamento
why-nothing-new = uscita { $told } h fa, da allora { $articles ->
    [one] { $articles } articolo
   *[other] { $articles } articoli
} e { $publishers ->
    [one] { $publishers } nuova testata
   *[other] { $publishers } nuove testate
}: niente di nuovo da citare
why-rests = uscita { $told } h fa, da allora { $articles ->
    [one] { $articles } articolo
   *[other] { $articles } articoli
} e { $publishers ->
    [one] { $publishers } nuova testata
   *[other] { $publishers } nuove testate
}: non torna ancora

why-told = numero { $count } su { $limit } al massimo
why-stories = { $count } notizie su { $limit } sono già incluse
why-singles = { $count } notizie da una sola fonte su { $limit } sono già incluse
why-topic = { $count } notizie su { $limit } del tema { $name } sono già incluse
why-publisher = { $count } notizie su { $limit } della testata { $name } sono già incluse
