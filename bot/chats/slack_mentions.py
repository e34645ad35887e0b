"""Commands and people that the bot's own texts name, as Slack shows them. Pure.

In: mrkdwn, or plain text, and what the slash command is called. Out: the same, with commands by that name, and set
apart as what is typed; and with people as mentions.

    mentioned("/digest help lists them.", "/news")      # "`/news help` lists them."
    mentioned("Only one: /digest last n:2.", "/news")   # "Only one: `/news last n:2`."
    mentioned("@U024BE7LH is a manager", "/digest")     # "<@U024BE7LH> is a manager"
    named("As in /digest setup", "/news")               # "As in /news setup"

A command behind a colon is typed as a whole, up to the end of its sentence, and so is the usage of a command; elsewhere
a command is its name alone, and the words behind it are of the sentence. Our texts are written so.

A slash command cannot be pressed in a message of Slack; it is copied or typed. Of a person the bot knows the id, which
a client shows as a name; answers are shown to whoever asked, and to nobody else, so that nobody is called by it.
Sources: Slack's reference, "Formatting text for app surfaces" (code, mentions of people).
"""

import re

from bot.commands.naming import PREFIX, usage
from bot.commands.table import COMMANDS

MOST = 10  # commands in one text that are set apart and called by another name; each may add 27 characters to it

_NAMES = sorted({*COMMANDS, *(each.group for each in COMMANDS.values() if each.group)}, key=len, reverse=True)
# A command, of two words before one, of a group, or the prefix alone; nothing that is part of an address or a path.
_COMMAND = (
    rf"(?<![\w/.:<\\-]){re.escape(PREFIX)}(?: (?:{'|'.join(_NAMES)})(?![\w/\\-]))?"
    r"(?![\w/\\-]|\.\w)"
)
_CALLED = re.compile(_COMMAND)
_USAGES = sorted({usage(each, with_files=are) for each in COMMANDS.values() for are in (False, True)}, key=len)
_USAGE = rf"(?<![\w/.:<\\-])(?:{'|'.join(map(re.escape, reversed(_USAGES)))})(?![\w/\\-]|\.\w)"
# A word of what is typed, maybe with a phrase in quotation marks; not the mark that ends a sentence or a bracket.
_WORD = r'(?!·)(?:[^\s"*`<>]*"[^"\n*`<>]*"|[^\s"*`<>]*[^\s"*`<>.,;!?)])'
_WHOLE = rf"(?<=: ){_COMMAND}(?: {_WORD})+(?=[.,;!?)]*\*?(?:\s|$))"
# What is left as it is: a link or a mention, and code. Then a person; then what is typed, which is not bold as well.
_NAMED = re.compile(
    r"<[^<>\n]*>|`[^`\n]*`|(?<![\w@/.:;-])@(?P<person>[UW][A-Z0-9]{6,20})(?![\w@])"
    rf"|(?P<bold>\*)?(?P<typed>{_WHOLE}|{_USAGE}|{_COMMAND})(?(bold)\*)"
)


def mentioned(mrkdwn: str, command: str) -> str:
    """Return mrkdwn with people as mentions, and with its first commands as code, by the name that they have here."""
    left = MOST

    def mention(found: re.Match[str]) -> str:
        nonlocal left
        if found["person"]:
            return f"<{found[0]}>"
        if not found["typed"] or not left:
            return found[0]
        left -= 1
        return f"`{command}{found['typed'].removeprefix(PREFIX)}`"

    return _NAMED.sub(mention, mrkdwn)


def named(text: str, command: str) -> str:
    """Return plain text with its first commands by the name that they have here."""
    return _CALLED.sub(lambda found: command + found[0].removeprefix(PREFIX), text, count=MOST)
