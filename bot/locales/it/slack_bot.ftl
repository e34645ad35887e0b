# What Slack's users are told by the bot itself, before or beside the answer to a command.

slack-other-version = Questo pulsante o questa finestra viene da un’altra versione di questo bot. /digest help elenca ciò che sa fare adesso.
slack-not-shown = Non è stato possibile mostrare la risposta. Forse ciò che hai chiesto è già stato fatto; chiedi di nuovo per vederlo.
slack-who-are-you = Slack non ha detto in tempo se gestisci questo canale, perciò non è stato modificato nulla. Riprova tra un minuto.
slack-only-managers = Possono farlo solo gli admin e i proprietari di questa area di lavoro, o le persone aggiunte con /digest managers add.
# Below what says that the digest of a channel is set up; the command is one of Slack's own.
slack-invite-me = Se non sono ancora in questo canale, invitami, così potrò pubblicare qui: { $command }
