# What Discord's users are told by the bot itself, before or beside the answer to a command.

discord-other-version = Questo pulsante o modulo viene da un’altra versione di questo bot. /digest help elenca ciò che sa fare adesso.
discord-old-command = Discord ha inviato questo comando in una forma che questo bot non conosce. Riprova tra un minuto.
discord-file-too-large = Questo file supera { $most } MB. Non è stato cambiato nulla; inviane uno più piccolo.
discord-file-unreadable = Discord non ha trasmesso questo file. Non è stato cambiato nulla; invialo di nuovo.
discord-not-shown = Non è stato possibile mostrare la risposta. Forse ciò che hai chiesto è già stato fatto; chiedi di nuovo per vederlo.
