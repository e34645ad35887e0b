# What Slack's users are told by the bot itself, before or beside the answer to a command.

slack-other-version = Ce bouton ou cette fenêtre vient d’une autre version de ce bot. /digest help indique ce qu’il sait faire maintenant.
slack-not-shown = La réponse n’a pas pu être affichée. Votre demande a peut-être été exécutée ; veuillez la renouveler pour le savoir.
slack-who-are-you = Slack n’a pas indiqué à temps si vous gérez ce canal ; rien n’a donc été modifié. Veuillez réessayer dans une minute.
slack-only-managers = Seuls les admins et propriétaires de cet espace de travail, ou les personnes ajoutées avec /digest managers add, peuvent le faire.
# Below what says that the digest of a channel is set up; the command is one of Slack's own.
slack-invite-me = Si je ne suis pas encore dans ce canal, invitez-moi pour que je puisse y publier : { $command }
