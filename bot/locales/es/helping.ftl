help-title = Comandos
help-brackets = Lo que está entre corchetes se puede omitir.
help-more = Más sobre uno de ellos: /digest help story
help-quotes = Las palabras que van juntas se escriben entre comillas: /digest now topic:"tren nocturno"
help-windows = /digest settings, /digest feed y /digest topic abren una ventana que rellenar.
help-only-members = Pueden usarlos los miembros de este espacio de trabajo.
help-for-everyone = Para todos
help-for-managers = Para quienes gestionan este canal
help-only-managers = Solo para quienes gestionan el canal.
help-needed = obligatorio
help-number = de { $low } a { $high }
help-switch = sí o no
help-text = como máximo { $high } caracteres
help-example = Ejemplo: { $example }

language-shown = Le respondo { $language }.
language-set = A partir de ahora le respondo { $language }.
language-of-news = Recibe las noticias { $language } cuando las hay; yo respondo en inglés.
language-forgotten = Su elección queda anulada. Le respondo { $language }, el idioma de su chat o de este canal.
language-chosen = Lo eligió usted. Para anularlo: /digest language auto
language-automatic = Es el de su chat o el de este canal. Para elegir otro por su código o su nombre: /digest language en
language-of-channel = Lo que se publica en el canal sigue { $language }.
language-unknown = No conozco el idioma «{ $language }». Escriba su código o su nombre, por ejemplo fr o francés.

proposal-auto = automático
proposal-now = { $value } (actual)
proposal-default = { $value } (predeterminado)
