"""`digestbot doctor`: whether all that `run` needs is there, a line each, with what to do where it is not.

In: settings, tokens, a database, the encoders. Out: lines on stdout. Nobody on the network is asked but Discord and
Slack, where there are tokens for them.

    ok       settings   .env and the environment can be read
    problem  tokens     DISCORD_TOKEN has quotation marks around it; leave them out
"""

import asyncio
import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from zoneinfo import ZoneInfo, available_timezones

from bot import wiring
from bot.console import write
from bot.formats.feeds import counted
from bot.formats.typography import harmless
from bot.settings import Settings, problems_of, read_settings, read_tokens, unknown_names
from digests.adapters import backups
from digests.errors import BadRequest, DigestError
from digests.links import without_secrets
from digests.models import FollowedFeed
from digests.ports import Encoder

LITTLE_SPACE = 500_000_000  # bytes: some weeks of a few hundred feeds
MB = 1_000_000
ZONES = 400  # there are about 600; a system without its own zone data has a handful
FAILURES = 5  # in a row, from which on a feed is worth a look

Finding = tuple[bool, str]  # whether all is well, and a clause on it


def examine(database: str | None) -> bool:
    """Print what each thing is like; return whether all is well."""
    all_well = True
    for name, check in _checks(database):
        for is_well, said in _found(check):
            all_well &= is_well
            write(f"{'ok' if is_well else 'problem':<9}{name:<11}{harmless(without_secrets(said))}\n", None)
    return all_well


def _found(check: Callable[[], Iterator[Finding]]) -> Iterator[Finding]:
    """Give the findings of a check; an error that ends it is the last of them."""
    try:
        yield from check()
    except DigestError as error:
        for line in str(error).splitlines():
            yield False, line
    except Exception as error:  # noqa: BLE001 — whatever breaks one check, the others are to be heard
        yield False, f"a mistake of ours ({type(error).__name__}: {error})"


def _checks(database: str | None) -> Iterator[tuple[str, Callable[[], Iterator[Finding]]]]:
    try:
        settings = read_settings()
    except DigestError as error:
        lines = str(error).splitlines()
        yield "settings", lambda: iter([(False, line) for line in lines])
        yield "settings", _unknown_names
        # The others are looked at as if nothing was set, but for the database: it would be another one.
        yield "tokens", _tokens
        yield "zones", _zones
        return
    url = wiring.database_url(settings, database, is_remembered=True)
    yield "settings", lambda: iter([(True, f"version {version('digestbot')}; .env and the environment can be read")])
    yield "settings", _unknown_names
    yield "tokens", _tokens
    yield "discord", _discord
    yield "slack", _slack
    yield "zones", _zones
    yield "encoder", lambda: _encoders(settings)
    yield "database", lambda: _database(url)
    yield "running", lambda: _running(url)
    yield "feeds", lambda: _feeds(settings, url)


def _unknown_names() -> Iterator[Finding]:
    yield from ((False, f"{name} is no setting; .env.example has the names of all") for name in unknown_names())


def _tokens() -> Iterator[Finding]:
    tokens = read_tokens()
    problems = problems_of(tokens)
    yield from ((False, problem) for problem in problems)
    if not problems:
        named = {
            "DISCORD_TOKEN": tokens.discord_token,
            "SLACK_BOT_TOKEN": tokens.slack_bot_token,
            "SLACK_CLIENT_ID": tokens.slack_client_id,
        }
        given = [name for name, token in named.items() if token]
        yield True, f"well-formed: {' and '.join(given)}" if given else "none; console and file need none"


def _discord() -> Iterator[Finding]:
    tokens = read_tokens()
    token = tokens.discord_token
    if token is None or any("DISCORD_TOKEN" in problem for problem in problems_of(tokens)):
        return
    from bot.chats.discord_account import account_of  # here: discord.py takes half a second

    account = asyncio.run(account_of(token.get_secret_value()))
    yield True, f"the token is that of {account.name}, in {counted(account.servers, 'server')}"
    if not account.takes_commands:
        yield (
            False,
            "Discord sends its commands elsewhere; in the developer portal, page General Information, leave the "
            "Interactions Endpoint URL empty",
        )


def _slack() -> Iterator[Finding]:
    tokens = read_tokens()
    if tokens.slack_bot_token is None or any("SLACK" in problem for problem in problems_of(tokens)):
        return  # tokens of many workspaces are those that each of them has given
    from bot.chats.slack_account import account_of, try_app_token  # here: slack_sdk takes a while

    account = asyncio.run(account_of(tokens))
    yield True, f"the token is that of {account.name}, in {account.workspace}"
    if account.lacks:
        yield (
            False,
            f"it was not granted {', '.join(account.lacks)}; install the app once more with the manifest that "
            "digestbot slack manifest prints",
        )
    if tokens.slack_app_token:
        asyncio.run(try_app_token(tokens))


def _zones() -> Iterator[Finding]:
    count = len(available_timezones())
    if count < ZONES:
        yield False, f"only {counted(count, 'time zone')} can be found; install the package tzdata once more"
        return
    in_summer = datetime(2026, 7, 1, 12, tzinfo=UTC).astimezone(ZoneInfo("Europe/Paris"))
    yield in_summer.hour == 14, f"{count} time zones; Paris is {in_summer:%z} in July 2026"


def _encoders(settings: Settings) -> Iterator[Finding]:
    for encoder in dict.fromkeys(wiring.encoders(settings)):
        yield _encoder(encoder)


def _encoder(encoder: Encoder) -> Finding:
    same, other = encoder.encode(["The dam broke.", "Der Damm brach."]) @ encoder.encode(["The dam broke."])[0]
    is_well = bool(same > 0.99 and -1.01 < other < same)
    return is_well, f"{encoder.name} {'works' if is_well else 'misreads a test; install its package once more'}"


def _database(url: str) -> Iterator[Finding]:
    file = wiring.database_file(url)
    if file is None and url.startswith("sqlite"):
        yield False, "it is in memory and ends with each command; name a file or a server that keeps it"
        return
    if file and not file.exists():
        is_there = file.parent.is_dir()
        yield is_there, f"{file}: none yet, the first command makes it" if is_there else f"no folder {file.parent}"
        return
    backups.check(url)
    yield True, f"{file}: whole, {_megabytes(file)} MB" if file else "the server answers"
    if file:
        free = shutil.disk_usage(file.parent).free
        yield (
            free > LITTLE_SPACE,
            f"{free // MB:,} MB are free on its disk{'' if free > LITTLE_SPACE else '; make room'}",
        )


def _megabytes(file: Path) -> str:
    beside = (file, file.with_name(f"{file.name}-wal"))
    return f"{sum(each.stat().st_size for each in beside if each.exists()) / MB:,.1f}"


def _running(url: str) -> Iterator[Finding]:
    file = wiring.database_file(url)
    if file is None or not file.exists():
        return
    try:
        with wiring.alone(url):
            yield True, "no digestbot is running on this database"
    except BadRequest as error:
        yield True, str(error).partition(";")[0]


def _feeds(settings: Settings, url: str) -> Iterator[Finding]:
    file = wiring.database_file(url)
    if file is not None and not file.exists():
        return
    with closing(wiring.opened_store(settings, url)) as store:
        followed = store.followed_feeds()
    if not followed:
        yield True, "none is followed yet; digestbot feeds add ADDRESS follows one"
        return
    failing = [feed for feed in followed if feed.failures >= FAILURES and not feed.ended_at]
    said = {
        "followed": followed,
        "never fetched": [feed for feed in followed if feed.succeeded_at is None],
        "ended": [feed for feed in followed if feed.ended_at],
    }
    yield True, ", ".join(f"{len(feeds)} {words}" for words, feeds in said.items() if feeds)
    yield from ((False, _failing(feed)) for feed in failing)


def _failing(feed: FollowedFeed) -> str:
    return f"{feed.location} failed {feed.failures} times in a row: {feed.last_error}; digestbot feeds check says more"
