import os
from pathlib import Path

import pytest

from bot.console import ROWS_FOLDED, write, write_table
from digests.errors import BadRequest


def test_a_file_behind_a_link_is_replaced_and_link_and_permissions_stay(tmp_path: Path) -> None:
    file, link = tmp_path / "file", tmp_path / "link"
    file.write_text("old", encoding="utf-8")
    file.chmod(0o600)
    link.symlink_to(file)
    write("new", str(link))
    assert link.is_symlink()
    assert file.read_text(encoding="utf-8") == "new"
    assert file.stat().st_mode & 0o777 == 0o600
    assert {path.name for path in tmp_path.iterdir()} == {"file", "link"}


def test_a_table_has_a_harmless_line_for_each_row_as_wide_as_it_is(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    write_table(("id", "name", "state"), [("a", "日本\x1b[31m", ""), ("bbb", "[bold]" + 300 * "x", "on")])
    assert capsysbinary.readouterr().out.decode().splitlines() == [
        f"id   name{302 * ' '}  state",
        "a    日本",
        f"bbb  [bold]{300 * 'x'}  on",
    ]


@pytest.mark.parametrize(("rows", "is_folded"), [(2, True), (ROWS_FOLDED + 1, False)])
def test_a_table_is_folded_to_a_terminal_unless_it_is_endless(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, rows: int, is_folded: bool
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "40")
    write_table(("id", "name"), [("a", 100 * "x")] * rows)
    said = capsys.readouterr().out
    assert said.count("x") == 100 * rows
    assert (100 * "x" not in said) == is_folded


def test_a_pipe_is_written_to_and_not_replaced(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        write("new", str(pipe))
        assert os.read(reader, 10) == b"new"
        assert pipe.is_fifo()
    finally:
        os.close(reader)


@pytest.mark.parametrize("name", ["", ".", "/", "~nobody-is-called-so/x", "file/x", "n" * 256])
def test_what_can_be_no_output_file_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "file").touch()
    with pytest.raises(BadRequest, match="cannot be written"):
        write("new", name)
    assert {path.name for path in tmp_path.iterdir()} == {"file"}


def test_a_long_name_of_an_output_file_is_no_trouble(tmp_path: Path) -> None:
    write("new", str(tmp_path / ("n" * 255)))
    assert (tmp_path / ("n" * 255)).read_text(encoding="utf-8") == "new"
