"""The table of commands, of which Discord's tree, the text grammar, help and the README are made."""

import re
from importlib.resources import files

import pytest

from bot.commands.calls import Role
from bot.commands.grammar import parsed
from bot.commands.helping import described, group_described, option_described
from bot.commands.naming import example, usage
from bot.commands.options import checked
from bot.commands.table import COMMANDS, Command, Kind, Option
from bot.texts import LANGUAGES, texts_for
from tests.conftest import ROOT

EVERY_COMMAND = list(COMMANDS.values())
GROUPS = list(dict.fromkeys(command.group for command in EVERY_COMMAND if command.group))
README = (ROOT / "README.md").read_text(encoding="utf-8")


def options() -> list[Option]:
    return [option for command in EVERY_COMMAND for option in command.options]


# ---------------------------------------------------------------- words


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_command_group_and_option_is_described_as_discord_takes_it(language: str) -> None:
    texts = texts_for(language)
    said = [described(command, texts) for command in EVERY_COMMAND]
    said += [group_described(group, texts) for group in GROUPS]
    said += [option_described(option, texts) for option in options()]
    assert all(1 <= len(text) <= 100 for text in said)


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_described_that_is_not_in_the_table(language: str) -> None:
    keys = re.findall(
        r"^([\w-]+) =", files("bot").joinpath("locales", language, "commands.ftl").read_text(encoding="utf-8"), re.M
    )
    wanted = {f"command-{name.replace(' ', '-')}" for name in COMMANDS} | {f"group-{group}" for group in GROUPS}
    assert sorted(keys) == sorted(wanted | {f"option-{option.name}" for option in options()})


# ---------------------------------------------------------------- what Discord takes


def test_there_are_no_more_commands_groups_and_options_than_discord_takes() -> None:
    alone = [command for command in EVERY_COMMAND if command.group is None]
    assert len(alone) + len(GROUPS) <= 25
    assert all(sum(command.group == group for command in EVERY_COMMAND) <= 25 for group in GROUPS)
    assert all(len(command.options) <= 25 for command in EVERY_COMMAND)


def test_names_are_as_discord_takes_them() -> None:
    names = {word for name in COMMANDS for word in name.split()} | {option.name for option in options()}
    assert all(re.fullmatch("[a-z0-9_-]{1,32}", name) for name in names)
    assert all(len(name.split()) <= 2 for name in COMMANDS)
    assert not set(GROUPS) & set(COMMANDS)


def longest(say: list[str]) -> int:
    return max(map(len, say))


def test_the_whole_tree_has_no_more_characters_than_discord_takes() -> None:
    texts = [texts_for(language) for language in LANGUAGES]
    count = len("digest") + 100
    for group in GROUPS:
        count += len(group) + longest([group_described(group, each) for each in texts])
    for command in EVERY_COMMAND:
        count += len(command.name.split()[-1]) + longest([described(command, each) for each in texts])
        for option in command.options:
            count += len(option.name) + longest([option_described(option, each) for each in texts])
            count += sum(2 * len(choice) for choice in option.choices)  # its name and its value
    assert count <= 8000


def test_what_a_command_needs_comes_first() -> None:
    for command in EVERY_COMMAND:
        needs = [option.is_required for option in command.options]
        assert needs == sorted(needs, reverse=True), command.name


# ---------------------------------------------------------------- what the grammar takes


def test_what_takes_the_rest_comes_last_in_order_or_is_all_that_a_command_needs() -> None:
    for command in EVERY_COMMAND:
        takers = [option for option in command.options if option.takes_rest]
        assert len(takers) <= 1, command.name
        for taker in takers:
            assert taker.kind is Kind.TEXT
            after = command.options[command.options.index(taker) + 1 :]
            assert not [option for option in after if option.is_required], command.name
            assert taker.is_required or not after, command.name


@pytest.mark.parametrize("command", EVERY_COMMAND, ids=lambda command: str(command.name))
def test_the_example_of_a_command_is_read_as_that_command(command: Command) -> None:
    name, written = parsed(example(command))
    assert name == command.name
    assert bool(checked(command, written)) is bool(command.options)


@pytest.mark.parametrize("command", EVERY_COMMAND, ids=lambda command: str(command.name))
def test_the_grammar_knows_each_command_by_its_name(command: Command) -> None:
    needed = " ".join("x" for option in command.options if option.is_required)
    assert parsed(f"/digest {command.name} {needed}")[0] == command.name


# ---------------------------------------------------------------- the README


def rows_of(commands: list[Command]) -> list[str]:
    return [f"| `{usage(command, with_files=True)}` | {described(command, texts_for('en'))} |" for command in commands]


def test_the_readme_lists_the_commands_of_the_table() -> None:
    listed = README.partition("<!-- commands -->")[2].partition("<!-- /commands -->")[0]
    rows = [line for line in listed.splitlines() if line.startswith("| `/digest")]
    readers = [command for command in EVERY_COMMAND if command.role is not Role.MANAGER]
    managers = [command for command in EVERY_COMMAND if command.role is Role.MANAGER]
    assert rows == rows_of(readers) + rows_of(managers)
