digest-title = Revue de presse
note-title = Un sujet que vous suivez
counts = { $stories ->
    [one] { $stories } sujet
   *[other] { $stories } sujets
} dans { $articles ->
    [one] { $articles } article
   *[other] { $articles } articles
}
publishers = { $count ->
    [one] { $count } média
   *[other] { $count } médias
}
all-articles = { $count ->
    [one] L’article
   *[other] Les { $count } articles
}
no-stories = Rien à signaler sur cette période.
comes-late = Cette revue de presse arrive plus tard que prévu.

update = mise à jour
singles = Vu dans une seule source
my-language = Ma langue

up-to = fin de période : { $day }
undated = sans date
times-in = Heures données en { $zone }.
verbatim = Chaque phrase entre guillemets est citée mot pour mot de l’article vers lequel elle renvoie.

in-language = en { $language }
in-unknown-language = dans une langue inconnue
unknown-language = langue inconnue
unknown-language-called = langue inconnue ({ $code })

story-name = Sujet

paused-refused = La revue de presse pour { $channel } est suspendue : la messagerie l’a refusée ({ $reason }). Une fois le problème réglé, vous pourrez l’y relancer.
