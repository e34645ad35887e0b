"""discord.py without voice, which the bot has none of."""

import discord


def hush() -> None:
    """Keep discord.py from warning of what voice would need, as it does of the first client; to be called before."""
    discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False
