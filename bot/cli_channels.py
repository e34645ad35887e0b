"""The commands for digests on a schedule, as words and options: who gets one, when, and what became of it.

In: what was typed. Out: one call each. Nothing heavy is imported before a command runs.

    digestbot subscribe --chat console --language fr --times 08:00 --timezone Europe/Paris
"""

from typing import Annotated

import typer

channels_app = typer.Typer(rich_markup_mode=None)
subscriptions_app = typer.Typer(help="Who gets a digest, when and how.", no_args_is_help=True, rich_markup_mode=None)

Database = Annotated[
    str | None,
    typer.Option(help="The file or SQLAlchemy URL that all is kept in. Else as the settings say, or digestbot.db."),
]
Id = Annotated[str, typer.Argument(metavar="ID", help="As digestbot subscriptions list shows it.", show_default=False)]
Ids = Annotated[list[str] | None, typer.Argument(metavar="ID", help="Only these; else all.", show_default=False)]
Settings = Annotated[
    list[str], typer.Argument(metavar="KEY=VALUE", help="times=08:00,18:00 stories=5 …", show_default=False)
]
Keys = Annotated[list[str], typer.Argument(metavar="KEY", help="times, stories …", show_default=False)]


# ---------------------------------------------------------------- who gets a digest


@channels_app.command()
def subscribe(
    *,
    chat: Annotated[str, typer.Option(metavar="NAME", help="console (prints it) or file (a JSON line per message).")],
    language: Annotated[
        str, typer.Option("--language", "-l", metavar="CODE", help="The language to read in: en, fr, pt-BR …")
    ],
    times: Annotated[str, typer.Option(metavar="TIMES", help="When, one to six a day: 08:00,18:30")] = "08:00",
    timezone: Annotated[
        str | None,
        typer.Option(metavar="ZONE", help="The time zone of these times: Europe/Paris … Else that of this machine."),
    ] = None,
    channel: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="Of console any name, of file a .jsonl file. Else console or digests.jsonl."),
    ] = None,
    weekdays: Annotated[str | None, typer.Option(metavar="DAYS", help="On which days: mon-fri. Else all.")] = None,
    source: Annotated[
        list[str] | None,
        typer.Option(metavar="ADDRESS", help="A feed, a site or an OPML file, followed if need be. Else all feeds."),
    ] = None,
    set_: Annotated[
        list[str] | None, typer.Option("--set", metavar="KEY=VALUE", help="Any other setting: stories=5 …")
    ] = None,
    database: Database = None,
) -> None:
    """Send a digest to a channel on a schedule."""
    from bot.subscriptions import commands

    schedule = {"times": times, "timezone": timezone, "weekdays": weekdays}
    commands.subscribe(
        chat=chat,
        channel=channel,
        language=language,
        schedule={key: value for key, value in schedule.items() if value is not None},
        sources=source or [],
        settings=set_ or [],
        database=database,
    )


@channels_app.command()
def unsubscribe(id_: Id, database: Database = None) -> None:
    """End a subscription, and forget what it was sent."""
    from bot.subscriptions import commands

    commands.unsubscribe(id_, database=database)


@subscriptions_app.command("list")
def list_(database: Database = None) -> None:
    """Show all subscriptions and their next runs."""
    from bot.subscriptions import commands

    commands.show_all(database=database)


@subscriptions_app.command()
def show(id_: Id, database: Database = None) -> None:
    """Show every setting of a subscription. Those that were changed have a star."""
    from bot.subscriptions import commands

    commands.show(id_, database=database)


@subscriptions_app.command("set")
def set_(id_: Id, settings: Settings, database: Database = None) -> None:
    """Change settings of a subscription. Where one is wrong, none is changed."""
    from bot.subscriptions import commands

    commands.set_settings(id_, settings, database=database)


@subscriptions_app.command()
def reset(id_: Id, keys: Keys, database: Database = None) -> None:
    """Put settings of a subscription back to their defaults."""
    from bot.subscriptions import commands

    commands.reset_settings(id_, keys, database=database)


@subscriptions_app.command()
def pause(
    id_: Id,
    until: Annotated[
        str | None,
        typer.Option(metavar="TIME", help="3d, 2026-12-01, 2026-12-01T08:00 (in its zone). Else for good."),
    ] = None,
    database: Database = None,
) -> None:
    """Send nothing until a time, or until it is resumed."""
    from bot.subscriptions import commands

    commands.pause(id_, until, database=database)


@subscriptions_app.command()
def resume(id_: Id, database: Database = None) -> None:
    """Send again, from the next time on."""
    from bot.subscriptions import commands

    commands.resume(id_, database=database)


@subscriptions_app.command()
def skip(
    id_: Id,
    count: Annotated[int, typer.Argument(min=0, max=100, help="How many; 0 takes it back.")] = 1,
    database: Database = None,
) -> None:
    """Leave out the next digest, or the next few."""
    from bot.subscriptions import commands

    commands.skip(id_, count, database=database)


@subscriptions_app.command()
def export(
    ids: Ids = None,
    output: Annotated[
        str | None, typer.Option("--output", "-o", metavar="FILE", help="Where to, instead of stdout.")
    ] = None,
    database: Database = None,
) -> None:
    """Write subscriptions and their settings as TOML."""
    from bot.subscriptions import files

    files.export(ids or [], output, database=database)


@subscriptions_app.command("import")
def import_(
    source: Annotated[str, typer.Argument(metavar="FILE", help="As export writes it.", show_default=False)],
    database: Database = None,
) -> None:
    """Change or make the subscriptions of a TOML file. Where one is wrong, nothing is changed."""
    from bot.subscriptions import files

    files.import_file(source, database=database)


# ---------------------------------------------------------------- the service


@channels_app.command()
def run(
    *,
    once: Annotated[bool, typer.Option("--once", help="Do one whole round now, and stop.")] = False,
    database: Database = None,
) -> None:
    """Fetch the feeds and send each digest on time. Ctrl+C or SIGTERM stops it."""
    from bot import service

    service.run(once=once, database=database)


@channels_app.command()
def doctor(database: Database = None) -> None:
    """Check settings, tokens, database, models and feeds. Exit code 2 where something is wrong."""
    from bot.doctor import examine

    if not examine(database):
        raise typer.Exit(2)


@channels_app.command()
def status(
    id_: Annotated[
        str | None,
        typer.Argument(metavar="ID", help="This one alone, with its last runs and messages.", show_default=False),
    ] = None,
    database: Database = None,
) -> None:
    """Say what was sent, what comes next and what went wrong."""
    from bot import status as of_all

    of_all.show(id_, database=database)


@channels_app.command()
def backup(
    file: Annotated[str, typer.Argument(metavar="FILE", help="Where to; a file of that name is replaced.")],
    database: Database = None,
) -> None:
    """Copy the database to a file, also while digestbot runs."""
    from bot import backups

    backups.back_up(file, database=database)


@channels_app.command()
def restore(
    file: Annotated[str, typer.Argument(metavar="FILE", help="A copy that digestbot backup made.")],
    database: Database = None,
) -> None:
    """Put a copy in the place of the database. That is kept aside; digestbot must not be running."""
    from bot import backups

    backups.restore(file, database=database)


channels_app.add_typer(subscriptions_app, name="subscriptions")
