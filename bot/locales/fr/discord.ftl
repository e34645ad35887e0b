discord-my-language = Ma langue
