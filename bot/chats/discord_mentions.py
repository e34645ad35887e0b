"""Commands and people that the bot's own texts name, as Discord shows them. Pure.

In: markdown, and the id that Discord has given `/digest`. Out: the same, with each command and person as a mention.

    mentioned("Only here: /digest feed add", "1417")     # "Only here: </digest feed add:1417>"
    mentioned("@145612345678901234 is a manager", None)  # "<@145612345678901234> is a manager"

A client shows a mention of a command as it is written, and whoever presses it has the command under its name in their
language before them. In that language it would not be found, so the names here are those of the table. A group alone
is none. Of a person the bot knows the id, which a client shows as a name; the bot's messages call nobody by it.
Sources: Discord's API reference, "Message Formatting"; discord/discord-api-docs issues 5462, 5518, 7309.
"""

import re

from bot.commands.naming import PREFIX
from bot.commands.table import COMMANDS

MOST = 10  # commands in one text that become mentions; each adds some 23 characters to it

# What is left as it is: a link, code, and whatever stands in angle brackets. Then a person; then a command, of two
# words before one.
_NAMED = re.compile(
    r"\[[^\[\]\n]*\]\([^()\n]*\)|(?<!\\)`[^`\n]*`|(?<!\\)<[^<>\n]*>"
    r"|(?<![\w@/.:<\\-])@(?P<person>[0-9]{17,20})(?![\w@])"
    rf"|(?<![\w/.:<\\-]){re.escape(PREFIX)} (?P<name>{'|'.join(sorted(COMMANDS, key=len, reverse=True))})(?![\w/\\-])"
)


def mentioned(markdown: str, command_id: str | None) -> str:
    """Return markdown with people and its first commands as mentions; commands as they are where the id is unknown."""
    left = MOST if command_id else 0

    def mention(found: re.Match[str]) -> str:
        nonlocal left
        if found["person"]:
            return f"<{found[0]}>"
        if found["name"] is None or not left:
            return found[0]
        left -= 1
        return f"<{found[0]}:{command_id}>"

    return _NAMED.sub(mention, markdown)
