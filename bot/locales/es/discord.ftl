discord-my-language = Mi idioma
