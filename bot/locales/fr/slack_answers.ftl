# Answers of commands and windows on Slack.

# Below a file that is shown as text. $missing of its $lines lines; $command is what to type in a terminal.
slack-file-cut = { $missing ->
    [one] Une ligne de ce fichier, sur { $lines }, ne tient pas ici. La personne qui administre le bot obtient le fichier entier avec { $command }.
   *[other] { $missing } lignes de ce fichier, sur { $lines }, ne tiennent pas ici. La personne qui administre le bot obtient le fichier entier avec { $command }.
}

# In the head of a window and on its buttons; each at most 24 characters.
slack-window-title = Revue de presse
slack-window-send = Enregistrer
slack-window-cancel = Annuler
slack-window-close = Fermer

# In a window until its answer is there.
slack-window-wait = Un instant…
# In the place of a field of a form.
slack-field-too-long = C’est trop long pour une fenêtre, et cela reste donc tel quel. /digest help donne la liste des commandes qui permettent de le modifier.
