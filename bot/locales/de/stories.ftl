no-such-story = Hier gibt es kein Thema „{ $id }“. Neben jedem Thema einer Presseschau steht sein Kürzel; /digest top nennt die Themen von heute.
story-forgotten = Das Thema „{ $id }“ gibt es hier nicht mehr: Themen werden { $days ->
    [one] { $days } Tag
   *[other] { $days } Tage
} lang aufbewahrt. Neben jedem Thema einer Presseschau steht sein Kürzel; /digest top nennt die Themen von heute.
story-unknown = Hier gibt es kein Thema „{ $id }“; falls es eines gab, ist es abgelaufen: Themen werden { $days ->
    [one] { $days } Tag
   *[other] { $days } Tage
} lang aufbewahrt. Neben jedem Thema einer Presseschau steht sein Kürzel; /digest top nennt die Themen von heute.

story-reading = { $articles ->
    [one] Einen Moment: Ich lese den Artikel zu diesem Thema.
   *[other] Einen Moment: Ich lese die { $articles } Artikel zu diesem Thema.
}
story-joined = { $old } gehört jetzt zu { $id }.
story-nothing-quoted = Die Artikel bestehen nur aus einer Überschrift; es gibt nichts zu zitieren.
story-since = Neu, seit Sie zuletzt nachgesehen haben ({ $when })
story-nothing-new = { $articles ->
    [one] Ein weiterer Artikel ist erschienen. Er sagt nichts Neues.
   *[other] { $articles } weitere Artikel sind erschienen. Sie sagen nichts Neues.
}

story-timeline = Verlauf
story-first = Erster Bericht, { $language }: { $publisher }
story-first-in = Erster Bericht { $language }: { $publisher }
story-latest = Letzter Bericht: { $publisher }
story-growth = { $time } nach dem ersten Bericht: { $articles ->
    [one] { $articles } Artikel
   *[other] { $articles } Artikel
} aus { $publishers ->
    [one] { $publishers } Medium
   *[other] { $publishers } Medien
}

story-publishers = Medien nach Sprache
story-told-in = { $language }: { $count ->
    [one] { $count } Medium
   *[other] { $count } Medien
}
story-more-publishers = { $count ->
    [one] und ein weiteres
   *[other] und { $count } weitere
}
story-more-languages = { $count ->
    [one] und eine weitere Sprache
   *[other] und { $count } weitere Sprachen
}

story-button-sources = Quellen
story-button-follow = Folgen
story-button-unfollow = Nicht mehr folgen
story-button-more = Mehr

sources-more = { $articles ->
    [one] und ein weiterer Artikel
   *[other] und { $articles } weitere Artikel
}

follow-done = Sie folgen jetzt diesem Thema.
follow-already = Sie folgen diesem Thema schon.
follow-promise = Sie erhalten eine private Mitteilung, wenn es Neues gibt, höchstens eine in { $hours } Stunden, bis das Thema zu Ende ist.
follow-ended = Das Thema „{ $id }“ ist zu Ende: Sein letzter Artikel ist vom { $when }, und es kommt keiner mehr hinzu. Sie können ihm nicht mehr folgen.
follow-too-many = Sie folgen { $count } Themen, mehr sind nicht möglich. Geben Sie zuerst eines auf, zum Beispiel: /digest unfollow { $id }

unfollow-done = Sie erhalten keine Mitteilungen mehr zu { $id }.
unfollow-all-done = { $count ->
    [one] Sie folgten einem Thema. Sie erhalten keine Mitteilungen mehr dazu.
   *[other] Sie folgten { $count } Themen. Sie erhalten keine Mitteilungen mehr dazu.
}
unfollow-none = Sie folgen keinem Thema. Um einem zu folgen, schreiben Sie sein Kürzel: /digest follow k7qm
unfollow-other = { $more ->
    [0] Sie folgen „{ $id }“ nicht. Sie folgen: { $ids }.
    [one] Sie folgen „{ $id }“ nicht. Sie folgen: { $ids } (und einem weiteren).
   *[other] Sie folgen „{ $id }“ nicht. Sie folgen: { $ids } (und { $more } weiteren).
}
