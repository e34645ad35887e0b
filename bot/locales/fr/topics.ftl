# What the commands "topic …" answer. A rule says which stories are told or left out.

rule-counting = Je compte les sujets des 7 derniers jours qui répondent à cette règle : { $rule }
rule-includes-stories = { $rules ->
    [one] Désormais, seuls les sujets qui répondent à cette règle sont retenus : { $rule }
   *[other] Désormais, seuls les sujets qui répondent à l’une des { $rules } règles sont retenus. La nouvelle : { $rule }
}
rule-includes-sources = { $rules ->
    [one] Désormais, seuls les articles de cette source comptent : { $rule }
   *[other] Désormais, seuls les articles des { $rules } sources nommées comptent. La nouvelle : { $rule }
}
rule-includes-languages = { $rules ->
    [one] Désormais, seuls les articles dans cette langue comptent : { $rule }
   *[other] Désormais, seuls les articles dans les { $rules } langues nommées comptent. La nouvelle : { $rule }
}
rule-excludes = Désormais, ce qui répond à cette règle est écarté : { $rule }
rule-would-tell = { $found ->
    [0] Aucun des sujets des 7 derniers jours n’y répond ({ $stories } en tout).
    [one] { $found } sujet y répond, sur { $stories } des 7 derniers jours.
   *[other] { $found } sujets y répondent, sur { $stories } des 7 derniers jours.
}
rule-would-hide = { $stories ->
    [one] Elle écarte { $found } sujet sur { $stories } des 7 derniers jours.
   *[other] Elle écarte { $found } des { $stories } sujets des 7 derniers jours.
}
rule-would-drop = { $articles ->
    [one] Elle écarte { $found } article sur { $articles }.
   *[other] Elle écarte { $found } des { $articles } articles.
}
rule-no-stories = Il n’y a eu aucun sujet ces 7 derniers jours pour l’essayer.
rule-moved = Elle était jusqu’ici dans l’autre liste ; elle en a été retirée.
rule-examples = Par exemple :

rule-included-already = Cette règle existe déjà et décide de ce qui est retenu : { $rule }
rule-excluded-already = Cette règle existe déjà et décide de ce qui est écarté : { $rule }
rule-too-many = Il y a déjà { $most } règles, et il ne peut y en avoir plus. Pour faire de la place : /digest topic remove
rule-needs-quotes = Mettez ceci entre guillemets, ou écrivez une règle pour chaque partie : { $rule }

rule-removed = Cette règle n’existe plus : { $rule }
rule-left-included = { $count ->
    [one] Il reste { $count } règle pour ce qui est retenu.
   *[other] Il reste { $count } règles pour ce qui est retenu.
}
rule-none-included = Plus aucune règle ne limite ce qui est retenu.
rule-left-excluded = { $count ->
    [0] Plus aucune règle n’écarte quoi que ce soit.
    [one] Il reste { $count } règle pour ce qui est écarté.
   *[other] Il reste { $count } règles pour ce qui est écarté.
}
rule-not-here = Il n’y a pas de règle « { $typed } ». Pour les voir toutes : /digest topic list
rule-not-here-but = Il n’y a pas de règle « { $typed } ». Vouliez-vous dire { $near } ?
rule-list = { $count ->
    [one] { $count } règle
   *[other] { $count } règles
}
rule-list-none = Cette revue de presse n’a aucune règle. Pour écarter quelque chose : /digest topic exclude football. Pour ne retenir que ce qui correspond : /digest topic include "train de nuit"
rule-list-include = Seul ceci est retenu
rule-list-exclude = Ceci est écarté
rule-numbered = { $number }. { $rule }
rule-list-more = … et { $count } de plus. Tous les réglages : /digest settings show
