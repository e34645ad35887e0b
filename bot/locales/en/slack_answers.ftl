# Answers of commands and windows on Slack.

# Below a file that is shown as text. $missing of its $lines lines; $command is what to type in a terminal.
slack-file-cut = { $missing ->
    [one] One of the { $lines } lines of this file does not fit here. Whoever runs this bot gets the whole file with { $command }.
   *[other] { $missing } of the { $lines } lines of this file do not fit here. Whoever runs this bot gets the whole file with { $command }.
}

# In the head of a window and on its buttons; each at most 24 characters.
slack-window-title = News digest
slack-window-send = Save
slack-window-cancel = Cancel
slack-window-close = Close

# In a window until its answer is there.
slack-window-wait = One moment …
# In the place of a field of a form.
slack-field-too-long = This is too long for a window, so it stays as it is. /digest help lists the commands that can change it.
