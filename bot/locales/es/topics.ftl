# What the commands "topic …" answer. A rule says which stories are told or left out.

rule-counting = Cuento las noticias de los últimos 7 días que cumplen esta regla: { $rule }
rule-includes-stories = { $rules ->
    [one] A partir de ahora solo se incluyen las noticias que cumplen esta regla: { $rule }
   *[other] A partir de ahora solo se incluyen las noticias que cumplen una de las { $rules } reglas. La nueva: { $rule }
}
rule-includes-sources = { $rules ->
    [one] A partir de ahora solo cuentan los artículos de esta fuente: { $rule }
   *[other] A partir de ahora solo cuentan los artículos de las { $rules } fuentes indicadas. La nueva: { $rule }
}
rule-includes-languages = { $rules ->
    [one] A partir de ahora solo cuentan los artículos en este idioma: { $rule }
   *[other] A partir de ahora solo cuentan los artículos en los { $rules } idiomas indicados. La nueva: { $rule }
}
rule-excludes = A partir de ahora se omite lo que cumple esta regla: { $rule }
rule-would-tell = { $found ->
    [0] No la cumple ninguna de las noticias de los últimos 7 días ({ $stories } en total).
    [one] La cumple { $found } noticia de { $stories } de los últimos 7 días.
   *[other] La cumplen { $found } noticias de { $stories } de los últimos 7 días.
}
rule-would-hide = { $stories ->
    [one] Omite { $found } de { $stories } noticia de los últimos 7 días.
   *[other] Omite { $found } de las { $stories } noticias de los últimos 7 días.
}
rule-would-drop = { $articles ->
    [one] Omite { $found } de { $articles } artículo.
   *[other] Omite { $found } de los { $articles } artículos.
}
rule-no-stories = En los últimos 7 días no hubo ninguna noticia con la que probarla.
rule-moved = Hasta ahora estaba en la otra lista, y se ha quitado de allí.
rule-examples = Por ejemplo:

rule-included-already = Esta regla ya existe y decide lo que se incluye: { $rule }
rule-excluded-already = Esta regla ya existe y decide lo que se omite: { $rule }
rule-too-many = Ya hay { $most } reglas, y no puede haber más. Para hacer sitio: /digest topic remove
rule-needs-quotes = Ponga esto entre comillas, o escriba una regla para cada parte: { $rule }

rule-removed = Esta regla ya no existe: { $rule }
rule-left-included = { $count ->
    [one] Queda { $count } regla para lo que se incluye.
   *[other] Quedan { $count } reglas para lo que se incluye.
}
rule-none-included = Ninguna regla limita ya lo que se incluye.
rule-left-excluded = { $count ->
    [0] Ninguna regla omite ya nada.
    [one] Queda { $count } regla para lo que se omite.
   *[other] Quedan { $count } reglas para lo que se omite.
}
rule-not-here = No hay ninguna regla «{ $typed }». Para verlas todas: /digest topic list
rule-not-here-but = No hay ninguna regla «{ $typed }». ¿Quería decir { $near }?
rule-list = { $count ->
    [one] { $count } regla
   *[other] { $count } reglas
}
rule-list-none = Esta revista de prensa no tiene reglas. Para omitir algo: /digest topic exclude fútbol. Para incluir solo lo que coincide: /digest topic include "tren nocturno"
rule-list-include = Solo se incluye esto
rule-list-exclude = Esto se omite
rule-numbered = { $number }. { $rule }
rule-list-more = … y { $count } más. Todos los ajustes: /digest settings show
