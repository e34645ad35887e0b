"""The way into the command line, from the first moment on."""

import sys
from collections.abc import Sequence

import pytest

from bot.__main__ import main


class CtrlC:
    """A finder of modules in whose search for the command line somebody presses Ctrl+C."""

    def find_spec(self, name: str, path: Sequence[str] | None = None, target: object = None) -> None:
        if name == "bot.cli":
            raise KeyboardInterrupt


def test_ctrl_c_while_the_command_line_loads_ends_it_without_a_word(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delitem(sys.modules, "bot.cli", raising=False)
    monkeypatch.setattr(sys, "meta_path", [CtrlC(), *sys.meta_path])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 130
    assert capfd.readouterr() == ("", "")
