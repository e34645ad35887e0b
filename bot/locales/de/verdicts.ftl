# Was jede Stufe aus einem Artikel oder seinem Thema macht. Teilsätze ohne Punkt; Alter in Stunden.

why-stage-date = Datum
why-stage-language = Sprache
why-stage-filter = Filter
why-stage-story = Thema
why-stage-rank = Rang
why-stage-novelty = Neuigkeit
why-stage-cap = Obergrenze
why-told-in-all = Sein Thema kommt vor.
why-not-told = Kommt nicht vor, Stufe „{ $stage }“.

why-age = { $age } h alt; die Presseschau reicht { $limit } h zurück
why-age-endless = { $age } h alt; die Presseschau reicht unbegrenzt zurück
why-late = { $age } h alt, kam aber seit der letzten Presseschau
why-too-young = { $age } h nach dem Ende der Presseschau datiert
why-undated = ohne Datum, und solche Artikel werden weggelassen

why-wished = { $language } ist die gewünschte Sprache
why-also-read = { $language } ist Nummer { $place } der gelesenen Sprachen
why-story-read = { $language } wird nicht gelesen, aber ein anderer Artikel des Themas ist in einer Sprache, die gelesen wird (Nummer { $place })
why-skipped = weder { $language } noch eine andere Sprache des Themas wird gelesen: solche Themen werden weggelassen
why-not-read = weder { $language } noch eine andere Sprache des Themas wird gelesen; es kommt trotzdem vor

why-no-rule = keine Regel
why-not-included = keine Regel schließt es ein
why-nearest = keine Regel schließt es ein; das nächstliegende Stichwort erreicht { $near }, nötig sind { $wanted }
why-included = die Regel { $rule } schließt es ein; sie trifft auf { $share } der Artikel des Themas zu
why-excluded = die Regel { $rule } schließt es aus; sie trifft auf { $share } der Artikel des Themas zu
why-included-near = die Regel { $rule } schließt es ein, Nähe { $near }
why-excluded-near = die Regel { $rule } schließt es aus, Nähe { $near }

why-ungrouped = gehört noch zu keinem Thema
why-several = { $articles ->
    [one] { $articles } Artikel
   *[other] { $articles } Artikel
} aus { $publishers ->
    [one] { $publishers } Medium
   *[other] { $publishers } Medien
}
why-single = { $articles ->
    [one] { $articles } Artikel
   *[other] { $articles } Artikel
} aus { $publishers ->
    [one] { $publishers } Medium
   *[other] { $publishers } Medien
}; bei weniger als { $limit } gilt es als Thema aus nur einer Quelle

why-ranked = Platz { $place } von { $of }, Wert { $score }: { $publishers ->
    [one] { $publishers } Medium
   *[other] { $publishers } Medien
}, { $languages ->
    [one] { $languages } Sprache
   *[other] { $languages } Sprachen
}, { $age } h alt, neue Artikel in { $hours } h: { $joined }
why-ranked-by-topic = Platz { $place } von { $of }, Wert { $score }: { $publishers ->
    [one] { $publishers } Medium
   *[other] { $publishers } Medien
}, { $languages ->
    [one] { $languages } Sprache
   *[other] { $languages } Sprachen
}, { $age } h alt, neue Artikel in { $hours } h: { $joined }, Stichwort { $topic }

why-new = neu für die Leser
why-had = vor { $told } h gebracht, seither kein Artikel
why-update = vor { $told } h gebracht, seither { $articles ->
    [one] { $articles } Artikel
   *[other] { $articles } Artikel
} und { $publishers ->
    [one] { $publishers } neues Medium
   *[other] { $publishers } neue Medien
}: Neues dazu
why-nothing-new = vor { $told } h gebracht, seither { $articles ->
    [one] { $articles } Artikel
   *[other] { $articles } Artikel
} und { $publishers ->
    [one] { $publishers } neues Medium
   *[other] { $publishers } neue Medien
}: nichts Neues zu zitieren
why-rests = vor { $told } h gebracht, seither { $articles ->
    [one] { $articles } Artikel
   *[other] { $articles } Artikel
} und { $publishers ->
    [one] { $publishers } neues Medium
   *[other] { $publishers } neue Medien
}: es kommt noch nicht wieder

why-told = Nummer { $count } von höchstens { $limit }
why-stories = { $count } von { $limit } Themen sind schon vergeben
why-singles = { $count } von { $limit } Themen aus nur einer Quelle sind schon vergeben
why-topic = { $count } von { $limit } Themen zum Stichwort { $name } sind schon vergeben
why-publisher = { $count } von { $limit } Themen des Mediums { $name } sind schon vergeben
