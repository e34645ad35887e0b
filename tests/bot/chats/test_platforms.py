"""What the modules of one chat platform may know of another's: nothing. Their names say whose they are."""

import re

from tests.conftest import ROOT

PLATFORMS = {"discord", "slack"}
IMPORTED = re.compile(r"^\s*(?:from|import) (?:bot\.chats[. ](?:import )?)?(\w+)", re.MULTILINE)


def test_platforms_know_nothing_of_each_other_nor_other_chats_of_them() -> None:
    for file in sorted((ROOT / "bot" / "chats").glob("*.py")):
        names = {name.partition("_")[0] for name in IMPORTED.findall(file.read_text(encoding="utf-8"))}
        assert not names & PLATFORMS - {file.stem.partition("_")[0]}, file.name
