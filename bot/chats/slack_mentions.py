"""Commands and people that the bot's own texts name, as Slack shows them. Pure.

In: mrkdwn, or plain text, and what the slash command is called. Out: the same, with commands by that name, and set
apart as what is typed; and with people as mentions.

    mentioned("Only here: /digest feed add", "/news")   # "Only here: `/news feed add`"
    mentioned("@U024BE7LH is a manager", "/digest")     # "<@U024BE7LH> is a manager"
    named("As in /digest setup", "/news")               # "As in /news setup"

A slash command cannot be pressed in a message of Slack; it is copied or typed. Of a person the bot knows the id, which
a client shows as a name; answers are shown to whoever asked, and to nobody else, so that nobody is called by it.
Sources: Slack's reference, "Formatting text for app surfaces" (code, mentions of people).
"""

import re

from bot.commands.naming import PREFIX
from bot.commands.table import COMMANDS

MOST = 10  # commands in one text that are set apart and called by another name; each may add 27 characters to it

_NAMES = sorted({*COMMANDS, *(each.group for each in COMMANDS.values() if each.group)}, key=len, reverse=True)
# A command, of two words before one, of a group, or the prefix alone; nothing that is part of an address or a path.
_COMMAND = (
    rf"(?<![\w/.:<\\-]){re.escape(PREFIX)}(?: (?:{'|'.join(_NAMES)})(?![\w/\\-]))?"
    r"(?![\w/\\-]|\.\w)"
)
_CALLED = re.compile(_COMMAND)
# What is left as it is: a link or a mention, and code. Then a person; then a command.
_NAMED = re.compile(
    rf"<[^<>\n]*>|`[^`\n]*`|(?<![\w@/.:;-])@(?P<person>[UW][A-Z0-9]{{6,20}})(?![\w@])|(?P<name>{_COMMAND})"
)


def mentioned(mrkdwn: str, command: str) -> str:
    """Return mrkdwn with people as mentions, and with its first commands as code, by the name that they have here."""
    left = MOST

    def mention(found: re.Match[str]) -> str:
        nonlocal left
        if found["person"]:
            return f"<{found[0]}>"
        if not found["name"] or not left:
            return found[0]
        left -= 1
        return f"`{command}{found[0].removeprefix(PREFIX)}`"

    return _NAMED.sub(mention, mrkdwn)


def named(text: str, command: str) -> str:
    """Return plain text with its first commands by the name that they have here."""
    return _CALLED.sub(lambda found: command + found[0].removeprefix(PREFIX), text, count=MOST)
