"""A command line to type at."""

import logging
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
import structlog

from bot.cli import app
from tests.bot.subscribed import Typed


@pytest.fixture
def typed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> Iterator[Typed]:
    """A command line in a folder of its own: what is typed goes in, what is printed comes out."""
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.startswith("DIGESTBOT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("DIGESTBOT_ALLOW_PRIVATE_ADDRESSES", "true")
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level

    def run(*arguments: str) -> str:
        capsysbinary.readouterr()
        app(list(arguments), prog_name="digestbot", standalone_mode=False)
        return capsysbinary.readouterr().out.decode()

    yield run
    root.handlers[:], root.level = handlers, level
    structlog.reset_defaults()
