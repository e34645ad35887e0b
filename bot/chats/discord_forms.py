"""A form as a window of Discord, and what was filled in. The window is stateless: the bot may restart while it is open.

In: a `Form`. Out: a modal that names its command; of what Discord sends when it is sent off, the options.

    await interaction.response.send_modal(modal_of(form))
    filled(interaction.data)   # {"language": "fr", "times": "08:00"}

Sources: Discord's API reference, "Component Reference" (Label, Text Input) and "Receiving and Responding" (modals).
"""

from collections.abc import Iterator

import discord

from bot.chats.discord_parts import custom_id
from bot.commands.answers import Form, FormField
from bot.commands.table import COMMANDS
from bot.formats.typography import harmless
from bot.formats.visible import length

MAX_FIELDS = 5
MAX_TITLE, MAX_LABEL, MAX_HINT, MAX_VALUE = 45, 45, 100, 4000
LONG = 200  # characters; what may be longer is written on several lines


def modal_of(form: Form) -> discord.ui.Modal:
    """Return the window to fill in a form. To be called in the event loop, as all that makes a modal."""
    title = _short(form.title, MAX_TITLE) or form.command
    modal = discord.ui.Modal(title=title, custom_id=custom_id(form.command), timeout=None)
    for field in form.fields[:MAX_FIELDS]:
        modal.add_item(_label(form.command, field))
    # Over before it is sent: discord.py then keeps it nowhere and calls nothing of it. What is sent off comes to the
    # bot as any interaction, also when the window was opened before a restart.
    modal.stop()
    return modal


def filled(data: object) -> dict[str, str]:
    """Return the options that a modal was sent off with, without blank ones; of what is none, nothing."""
    options = {}
    for control in _controls(data):
        match control:
            case {"type": 4, "custom_id": str(option), "value": str(value)} if value.strip():
                options[option] = value.strip()
    return options


def _label(command: str, field: FormField) -> discord.ui.Label[discord.ui.Modal]:
    most = _room(command, field.option)
    control = discord.ui.TextInput[discord.ui.Modal](
        custom_id=field.option,
        style=discord.TextStyle.paragraph if most > LONG else discord.TextStyle.short,
        default=_first_units(field.value, most) or None,
        required=False,  # the command knows what it needs, and says so in the person's language
        max_length=most,
    )
    label = _short(field.label, MAX_LABEL) or field.option
    return discord.ui.Label(text=label, description=_short(field.hint, MAX_HINT) or None, component=control)


def _room(command: str, option: str) -> int:
    """Return how many characters may be written for an option."""
    options = COMMANDS[command].options if command in COMMANDS else ()
    return min([MAX_VALUE, *(each.high for each in options if each.name == option)])


def _controls(data: object) -> Iterator[object]:
    """Yield what is in labels, or in rows as windows of old have them."""
    match data:
        case {"components": [*wrapped]}:
            for each in wrapped:
                match each:
                    case {"type": 18, "component": control}:
                        yield control
                    case {"type": 1, "components": [*controls]}:
                        yield from controls


def _short(text: str, most: int) -> str:
    text = harmless(text)
    return text if length(text) <= most else f"{_first_units(text, most - 1).rstrip()}…"


def _first_units(text: str, most: int) -> str:
    """Return the beginning of a text, at most so many UTF-16 units; halves of a character are dropped."""
    return text.encode("utf-16-le", "surrogatepass")[: 2 * most].decode("utf-16-le", "ignore")
