discord-my-language = La mia lingua
