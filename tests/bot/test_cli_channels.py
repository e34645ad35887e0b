"""The commands for digests on a schedule, from the outside: one sentence for what cannot be done, and an exit code."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.bot.test_cli import run
from tests.conftest import ROOT


@pytest.mark.parametrize(
    ("arguments", "code", "sentence"),
    [
        (["subscribe", "--chat", "discord", "-l", "fr"], 2, "channels of discord are subscribed in the chat itself"),
        (["subscriptions", "list"], 3, "there is no subscription yet; digestbot subscribe makes one"),
        (["backup", "x.backup"], 2, "There is no database"),
        (["restore", "x.backup"], 2, "There is no backup"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(tmp_path: Path, arguments: list[str], code: int, sentence: str) -> None:
    done = run(*arguments, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (code, b"")
    [line] = done.stderr.decode().splitlines()
    assert line.startswith(f"digestbot: {sentence}")


def test_python_m_bot_knows_them_too(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "bot", "run", "--help"], capture_output=True, cwd=ROOT, timeout=60, check=True
    )
    assert b"--once" in done.stdout


def test_settings_that_are_wrong_are_all_named_on_a_line_each(tmp_path: Path) -> None:
    wrong = {"DIGESTBOT_ENCODER": "none", "DIGESTBOT_LOG_LEVEL": "loud"}
    done = run("status", cwd=tmp_path, **wrong)
    lines = done.stderr.decode().splitlines()
    assert done.returncode == 2
    assert len(lines) == len(wrong)
    for line, name in zip(sorted(lines), sorted(wrong), strict=True):
        assert line.startswith(f"digestbot: the setting {name} cannot be used: ")
