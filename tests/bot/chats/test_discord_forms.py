"""Forms as windows of Discord, against the real discord.py and simcord's rules of what Discord takes."""

from typing import Any

import discord
import pytest
import simcord
from hypothesis import given, settings
from hypothesis import strategies as st
from simcord.components import validate_modal

from bot.chats import discord_forms
from bot.commands.answers import Form, FormField
from bot.formats.visible import length
from bot.texts import LANGUAGES
from tests.bot.commands.newsdesk import MIA, Newsdesk

FORM = Form(
    command="setup",
    title="Set up a digest",
    fields=(
        FormField(option="language", label="Language", value="fr"),
        FormField(option="sources", label="Sources", value="https://herald.example/rss", hint="Addresses"),
        FormField(option="topics", label="Topics", value=""),
    ),
)
HOSTILE = st.one_of(
    st.text(st.characters(), max_size=80),
    st.sampled_from(("@everyone", "\ud83d", "🚆" * 5000, "x" * 10_000, "\u202e\n\n", "")),
)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_form_of_setup_says_all_its_words(desk: Newsdesk, language: str) -> None:
    form = desk.ask("setup", MIA, language=language).form
    assert form
    window = discord_forms.modal_of(form).to_dict()
    validate_modal(window)
    assert window["custom_id"] == "d1:setup:"
    assert window["title"] == form.title
    for shown, field in zip(window["components"], form.fields, strict=True):
        assert (shown["label"], shown.get("description", "")) == (field.label, field.hint)
        assert shown["component"]["custom_id"] == field.option
        assert shown["component"].get("value", "") == field.value
        assert not shown["component"]["required"]


async def test_what_may_be_long_is_written_on_several_lines() -> None:
    language, sources, topics = (each["component"] for each in discord_forms.modal_of(FORM).to_dict()["components"])
    assert [language["style"], sources["style"], topics["style"]] == [1, 2, 2]
    assert [language["max_length"], sources["max_length"], topics["max_length"]] == [35, 4000, 1000]


@settings(max_examples=40, deadline=None)
@given(HOSTILE, HOSTILE, st.lists(st.tuples(HOSTILE, HOSTILE, HOSTILE), min_size=1, max_size=7))
async def test_any_form_is_within_the_limits(command: str, title: str, fields: list[tuple[str, str, str]]) -> None:
    form = Form(
        command="setup" if len(command) % 2 else "feed add",
        title=title,
        fields=tuple(
            FormField(option=f"option{number}", label=label, value=value, hint=hint)
            for number, (label, value, hint) in enumerate(fields)
        ),
    )
    window = discord_forms.modal_of(form).to_dict()
    validate_modal(window)
    assert length(window["title"]) <= 45
    for shown in window["components"]:
        assert 1 <= length(shown["label"]) <= 45
        assert length(shown.get("description", "")) <= 100
        assert length(shown["component"].get("value", "")) <= shown["component"]["max_length"] <= 4000


class Asking(discord.Client):
    """A bot that shows one form for whatever is pressed, and keeps what is sent off."""

    def __init__(self) -> None:
        super().__init__(intents=discord.Intents(guilds=True))
        self.sent_off: list[dict[str, str]] = []

    async def on_interaction(self, interaction: discord.Interaction) -> None:
        if interaction.type is discord.InteractionType.modal_submit:
            self.sent_off.append(discord_forms.filled(interaction.data))
            await interaction.response.send_message("done", ephemeral=True)
        else:
            await interaction.response.send_modal(discord_forms.modal_of(FORM))


async def test_a_form_sent_off_reaches_the_bot_once_and_discord_py_keeps_nothing_of_it() -> None:
    bot = Asking()
    async with simcord.run(bot) as env:
        guild = env.create_guild()
        channel = guild.create_text_channel("news")
        ada, ria = (guild.add_member(env.create_user(name)) for name in ("ada", "ria"))
        button = discord.ui.View(timeout=None).add_item(discord.ui.Button(label="Set up", custom_id="d1:setup:"))
        posted = await bot.get_channel(channel.id).send(view=button)  # type: ignore[union-attr]
        opened = [await ada.click(posted, custom_id="d1:setup:"), await ria.click(posted, custom_id="d1:setup:")]
        assert not bot._connection._view_store._modals  # two have it open: neither stands in the other's way
        await ada.submit_modal(opened[0], {"language": "de", "sources": " starter ", "topics": "  "})
        await ria.submit_modal(opened[1], {"language": "it", "sources": "", "topics": "trains"})
    assert bot.sent_off == [{"language": "de", "sources": "starter"}, {"language": "it", "topics": "trains"}]


def test_rows_of_older_windows_are_read_like_labels() -> None:
    control = {"type": 4, "custom_id": "times", "value": "08:00"}
    assert discord_forms.filled({"components": [{"type": 1, "components": [control]}]}) == {"times": "08:00"}
    assert discord_forms.filled({"components": [{"type": 18, "component": control}]}) == {"times": "08:00"}


JUNK = st.recursive(
    st.one_of(st.none(), st.integers(), st.text(max_size=5), st.sampled_from((1, 4, 18))),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.dictionaries(st.sampled_from(("type", "components", "component", "custom_id", "value")), inner, max_size=5),
    ),
    max_leaves=15,
)


@settings(max_examples=50, deadline=None)
@given(JUNK)
def test_whatever_comes_options_are_texts(data: Any) -> None:
    kept = {"type": 18, "component": {"type": 4, "custom_id": "language", "value": "fr"}}
    assert all(isinstance(value, str) and value.strip() for value in discord_forms.filled(data).values())
    junk = {"type": 18, "component": {"type": 4, "custom_id": 7, "value": data}}
    assert discord_forms.filled({"components": [junk, kept]}) == {"language": "fr"}
