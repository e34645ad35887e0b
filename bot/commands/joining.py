"""What the bot says in a server or workspace that it has just joined.

In: where that is, and its language. Out: one short answer for the first channel that the bot may write to.

    welcome("discord", "4711", "fr", ledger).buttons   # "Configurer ici", which calls `setup`
"""

from bot.commands.answers import Answer, Button, Line
from bot.texts import texts_for
from digests.posting_ports import Ledger


def welcome(chat: str, workspace: str, language: str | None, ledger: Ledger) -> Answer:
    """Return a welcome for everybody there: what the bot does, and how a manager sets a digest up."""
    texts = texts_for(language or "en")
    lines = [texts.say("welcome-what"), texts.say("welcome-setup"), texts.say("welcome-help")]
    if kept := sum(one.closed_at is not None for one in ledger.subscribers_of(chat, workspace)):
        lines.append(texts.say("welcome-back", count=kept))
    return Answer(
        headline=texts.say("welcome-title"),
        lines=tuple(Line(text=line) for line in lines),
        buttons=(Button(label=texts.say("welcome-setup-button"), command="setup"),),
        language=texts.language,
    )
