# What Discord's users are told by the bot itself, before or beside the answer to a command.

discord-other-version = Ce bouton ou ce formulaire vient d’une autre version de ce bot. /digest help indique ce qu’il sait faire maintenant.
discord-old-command = Discord a envoyé cette commande sous une forme que ce bot ne connaît pas. Veuillez réessayer dans une minute.
discord-file-too-large = Ce fichier dépasse { $most } Mo. Rien n’a été modifié ; veuillez en envoyer un plus petit.
discord-file-unreadable = Discord n’a pas transmis ce fichier. Rien n’a été modifié ; veuillez l’envoyer à nouveau.
discord-not-shown = La réponse n’a pas pu être affichée. Votre demande a peut-être été exécutée ; veuillez la renouveler pour le savoir.
