"""The channel of the commands' tests, with a digest and some stories, for what chats show of their answers."""

from tests.bot.commands.conftest import desk, filled

__all__ = ["desk", "filled"]
