read-forgotten = Esta revista de prensa es más antigua que lo que conservo ({ $days ->
    [one] { $days } día
   *[other] { $days } días
}). /digest last muestra de nuevo la última.
message-not-here = Este mensaje no forma parte de una revista de prensa de este canal.
about-unknown = No encuentro noticias en este mensaje: no es mío, o es más antiguo que lo que conservo ({ $days ->
    [one] { $days } día
   *[other] { $days } días
}). Elija un mensaje de una revista de prensa.
about-forgotten = Ya no tengo las noticias de este mensaje: las noticias se conservan { $days ->
    [one] { $days } día
   *[other] { $days } días
}.
about-which = ¿Cuál de estas noticias?
