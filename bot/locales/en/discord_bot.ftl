# What Discord's users are told by the bot itself, before or beside the answer to a command.

discord-other-version = This button or form comes from another version of this bot. /digest help lists what it can do now.
discord-old-command = Discord sent this command in a form that this bot does not know. Please try again in a minute.
discord-file-too-large = This file is larger than { $most } MB. Nothing was changed; please send a smaller one.
discord-file-unreadable = Discord did not hand over this file. Nothing was changed; please send it again.
discord-not-shown = The answer could not be shown. What you asked for may have been done; please ask again to see it.
