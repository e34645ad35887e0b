"""The `digestbot feeds` commands, as words and options; `bot.feeds` does what they say.

In: what was typed. Out: one call each. Nothing heavy is imported before a command runs.

    digestbot feeds add https://paper.example/rss --language en
"""

from typing import Annotated

import typer

feeds_app = typer.Typer(help="Which feeds are followed, and how they do.", no_args_is_help=True, rich_markup_mode=None)

Database = Annotated[
    str | None,
    typer.Option(help="The file or SQLAlchemy URL that all is kept in. Else as the settings say, or digestbot.db."),
]
FeedLanguage = Annotated[
    str | None, typer.Option("--language", "-l", metavar="CODE", help="What it is written in; else it is found out.")
]
Topic = Annotated[str | None, typer.Option("--topic", metavar="WORD", help="What it is about, for your own order.")]


@feeds_app.command()
def add(
    addresses: Annotated[
        list[str], typer.Argument(metavar="ADDRESS", help="Of a feed or a site, or an OPML file.", show_default=False)
    ],
    *,
    language: FeedLanguage = None,
    topic: Topic = None,
    database: Database = None,
) -> None:
    """Follow feeds: by their address, that of a site, or a list."""
    from bot import feeds

    feeds.add(addresses, language=language, topic=topic, database=database)


@feeds_app.command("list")
def list_(database: Database = None) -> None:
    """Show the followed feeds: how much they publish, when they were fetched, what went wrong."""
    from bot import feeds

    feeds.show(database=database)


@feeds_app.command()
def check(
    address: Annotated[str, typer.Argument(metavar="ADDRESS", help="Of a feed or a site.", show_default=False)],
    database: Database = None,
) -> None:
    """Say what a feed is like: format, language, dates, full text or not, robots.txt, its last error."""
    from bot import feeds

    feeds.check(address, database=database)


@feeds_app.command()
def remove(
    addresses: Annotated[
        list[str], typer.Argument(metavar="ADDRESS", help="As the list shows it.", show_default=False)
    ],
    database: Database = None,
) -> None:
    """Follow feeds no longer; the articles read so far are kept."""
    from bot import feeds

    feeds.remove(addresses, database=database)


@feeds_app.command("import")
def import_(
    source: Annotated[str, typer.Argument(metavar="FILE", help="An OPML file, or its address.", show_default=False)],
    *,
    language: FeedLanguage = None,
    topic: Topic = None,
    database: Database = None,
) -> None:
    """Follow the feeds of an OPML list."""
    from bot import feeds

    feeds.import_list(source, language=language, topic=topic, database=database)


@feeds_app.command()
def export(
    output: Annotated[
        str | None, typer.Option("--output", "-o", metavar="FILE", help="Where to, instead of stdout.")
    ] = None,
    database: Database = None,
) -> None:
    """Write the followed feeds as an OPML 2.0 list."""
    from bot import feeds

    feeds.export(output, database=database)


@feeds_app.command()
def fetch(
    addresses: Annotated[
        list[str] | None, typer.Argument(metavar="[ADDRESS]...", help="Only these feeds.", show_default=False)
    ] = None,
    database: Database = None,
) -> None:
    """Fetch the followed feeds once, now: a line per feed."""
    from bot import feeds

    feeds.fetch(addresses or [], database=database)
