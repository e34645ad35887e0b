# Answers of commands and windows on Slack.

# Below a file that is shown as text. $missing of its $lines lines; $command is what to type in a terminal.
slack-file-cut = { $missing ->
    [one] Una de las { $lines } líneas de este archivo no cabe aquí. Quien administra este bot obtiene el archivo entero con { $command }.
   *[other] { $missing } de las { $lines } líneas de este archivo no caben aquí. Quien administra este bot obtiene el archivo entero con { $command }.
}

# In the head of a window and on its buttons; each at most 24 characters.
slack-window-title = Revista de prensa
slack-window-send = Guardar
slack-window-cancel = Cancelar
slack-window-close = Cerrar

# In a window until its answer is there.
slack-window-wait = Un momento…
# In the place of a field of a form.
slack-field-too-long = Es demasiado largo para una ventana, así que se queda como está. /digest help enumera los comandos que pueden cambiarlo.
