"""discord.py without voice, which the bot has none of."""

import discord


def hush() -> None:
    """Keep discord.py from warning, when the first client is made, that it lacks what voice needs."""
    discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False
