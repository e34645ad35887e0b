# Answers of commands and windows on Slack.

# Below a file that is shown as text. $missing of its $lines lines; $command is what to type in a terminal.
slack-file-cut = { $missing ->
    [one] Eine der { $lines } Zeilen dieser Datei hat hier keinen Platz. Wer diesen Bot betreibt, erhält die ganze Datei mit { $command }.
   *[other] { $missing } der { $lines } Zeilen dieser Datei haben hier keinen Platz. Wer diesen Bot betreibt, erhält die ganze Datei mit { $command }.
}

# In the head of a window and on its buttons; each at most 24 characters.
slack-window-title = Presseschau
slack-window-send = Speichern
slack-window-cancel = Abbrechen
slack-window-close = Schließen

# In a window until its answer is there.
slack-window-wait = Einen Moment …
# In the place of a field of a form.
slack-field-too-long = Das ist zu lang für ein Fenster und bleibt deshalb, wie es ist. /digest help nennt die Befehle, die es ändern können.
