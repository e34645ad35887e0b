slack-read-in = Leer en otro idioma
