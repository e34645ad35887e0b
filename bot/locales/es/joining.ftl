welcome-title = ¡Hola! Le traigo las noticias.
welcome-what = Publico una revista de prensa a horas fijas: cada noticia una sola vez, en su idioma, con todas sus fuentes.
welcome-setup = Para empezar, quien gestiona un canal escribe /digest setup en el canal que debe recibir la revista de prensa.
welcome-help = /digest help enumera todo lo que sé hacer.
welcome-back = { $count ->
    [one] Ya estuve aquí, y la revista de prensa de entonces se conserva todavía; /digest schedule resume en su canal la reanuda.
   *[other] Ya estuve aquí, y las { $count } revistas de prensa de entonces se conservan todavía; /digest schedule resume en el canal de cada una la reanuda.
}
welcome-setup-button = Configurar aquí
