"""The `digestbot backup` and `restore` commands: the database as a file, and back.

In: the name of a file. Out: that file, or the database as the file has it; and a line that says where things are.

    back_up("monday.backup", database="news.db")
"""

from pathlib import Path

from bot import wiring
from bot.console import write
from bot.formats.status import size
from bot.formats.typography import harmless
from bot.logs import set_up_logs
from bot.settings import read_settings
from digests.adapters import backups
from digests.errors import BadRequest


def back_up(file: str, *, database: str | None) -> None:
    """Copy the database to a file, while others use it. Raises BadRequest, StoreUnusable."""
    path = _path(file)
    url = _url(database)
    backups.back_up(url, path)
    _say(f"{path} holds the database as it is now, {size(path.stat().st_size)}")


def restore(file: str, *, database: str | None) -> None:
    """Put a copy in the place of the database, which is kept aside. Raises BadRequest, also while the bot runs."""
    path = _path(file)
    url = _url(database)
    with wiring.alone(url):
        aside = backups.restore(url, path)
    _say(f"{wiring.database_file(url)} is now as {path} has it")
    if aside:
        _say(f"what was there before is in {aside}")


def _url(database: str | None) -> str:
    settings = read_settings()
    set_up_logs(settings.log_level)
    return wiring.database_url(settings, database, is_remembered=True)


def _path(file: str) -> Path:
    try:
        return Path(file).expanduser().absolute()
    except RuntimeError as error:  # ~ of a user whom nobody knows
        raise BadRequest(f"{file} is no path: there is no such user") from error


def _say(line: str) -> None:
    write(f"{harmless(line)}\n", None)
