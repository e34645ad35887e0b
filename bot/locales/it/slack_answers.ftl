# Answers of commands and windows on Slack.

# Below a file that is shown as text. $missing of its $lines lines; $command is what to type in a terminal.
slack-file-cut = { $missing ->
    [one] Una delle { $lines } righe di questo file non trova spazio qui. Chi amministra questo bot ottiene il file intero con { $command }.
   *[other] { $missing } delle { $lines } righe di questo file non trovano spazio qui. Chi amministra questo bot ottiene il file intero con { $command }.
}

# In the head of a window and on its buttons; each at most 24 characters.
slack-window-title = Rassegna stampa
slack-window-send = Salva
slack-window-cancel = Annulla
slack-window-close = Chiudi

# In a window until its answer is there.
slack-window-wait = Un momento…
# In the place of a field of a form.
slack-field-too-long = È troppo lungo per una finestra e quindi resta com’è. /digest help elenca i comandi che possono modificarlo.
