"""Commands at a prompt, as words and options: what a chat's `/digest` does, tried against the local database.

In: what was typed. Out: one call. Nothing heavy is imported before a command runs.

    digestbot do search élections --as manager --language fr
"""

from typing import Annotated

import typer

prompt_app = typer.Typer(rich_markup_mode=None)

Who = Annotated[
    str | None,
    typer.Option(
        "--as",
        metavar="WHO",
        help="reader, manager, stranger, or any id: a reader, unless the digest names them. Else a reader.",
    ),
]
Language = Annotated[
    str | None, typer.Option("--language", "-l", metavar="CODE", help="What the person reads. Else as the channel.")
]
Channel = Annotated[
    str,
    typer.Option(
        metavar="NAME", help="Of the chat; @ana is a direct message with ana; the id of a subscription works."
    ),
]
Chat = Annotated[str, typer.Option(metavar="NAME", help="console, file, discord or slack.")]
Database = Annotated[
    str | None,
    typer.Option(help="The file or SQLAlchemy URL that all is kept in. Else as the settings say, or digestbot.db."),
]


@prompt_app.command()
def do(
    text: Annotated[
        list[str], typer.Argument(metavar="TEXT", help="As typed in a chat: “/digest now 24”.", show_default=False)
    ],
    *,
    as_: Who = None,
    language: Language = None,
    channel: Channel = "console",
    chat: Chat = "console",
    database: Database = None,
) -> None:
    """Run one /digest command as a person in a channel. help lists them."""
    from bot.prompt import terminal
    from bot.prompt.session import Seat

    terminal.do(" ".join(text), Seat(who=as_, language=language, channel=channel, chat=chat), database=database)


@prompt_app.command()
def chat(
    *,
    as_: Who = None,
    language: Language = None,
    channel: Channel = "console",
    chat: Chat = "console",
    database: Database = None,
) -> None:
    """Type /digest commands line by line. Ctrl+D or exit ends it."""
    from bot.prompt import terminal
    from bot.prompt.session import Seat

    terminal.chat(Seat(who=as_, language=language, channel=channel, chat=chat), database=database)
