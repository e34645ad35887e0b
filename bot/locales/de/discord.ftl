discord-my-language = Meine Sprache
