"""The `digestbot` command: results on stdout, all else on stderr, one clear sentence for what cannot be done.

Exit codes: 0 done, 1 a mistake of ours, 2 a mistake in what was asked for, 3 nothing to say, 130 stopped by Ctrl+C.
Nothing heavy is imported before a command runs: `digestbot --help` answers at once.
"""

import sys
from enum import StrEnum
from typing import Annotated, NoReturn

import typer

from bot.cli_channels import channels_app
from bot.cli_feeds import feeds_app
from bot.cli_prompt import prompt_app
from bot.cli_slack import slack_app

app = typer.Typer(
    help="Many news feeds in many languages become one short digest: grouped by story, told by quoted sentences.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


class Format(StrEnum):
    """How a digest is written."""

    TEXT = "text"
    JSON = "json"
    HTML = "html"
    DISCORD = "discord"  # the bodies of its messages there
    SLACK = "slack"


Sources = Annotated[
    list[str],
    typer.Argument(
        metavar="SOURCE",
        help="Feed addresses, feed files, OPML lists, .jsonl rows of articles, .txt articles, or folders of these.",
        show_default=False,
    ),
]
OptionalSources = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="SOURCE",
        help="As for group; without any, the digest is of the feeds that are followed, of the last 24 hours.",
        show_default=False,
    ),
]
Language = Annotated[
    str, typer.Option("--language", "-l", metavar="CODE", help="The language to read in: en, fr, pt-BR …")
]
Also = Annotated[str, typer.Option(metavar="CODES", help="Other languages you read, best first: en,de")]
Stories = Annotated[int, typer.Option(min=1, max=50, help="How many stories at most.")]
Settings = Annotated[
    list[str] | None,
    typer.Option("--set", metavar="KEY=VALUE", help="A setting of a channel: min_publishers=2, exclude=football …"),
]
Since = Annotated[
    str | None, typer.Option(metavar="TIME", help="From when: 24h, 3d, or an ISO date or time (UTC unless it says).")
]
Until = Annotated[str | None, typer.Option(metavar="TIME", help="To when: an ISO date or time. A date means its end.")]
After = Annotated[
    list[str] | None,
    typer.Option(metavar="FILE", help="A digest its reader has had (--format json): only what is new since."),
]
Database = Annotated[
    str | None,
    typer.Option(help="A file or an SQLAlchemy URL that remembers articles and stories. Else as the settings say."),
]


@app.callback()
def _options(
    debug: Annotated[bool, typer.Option("--debug", help="Show the traceback of an error. May stand anywhere.")] = False,
) -> None:
    """Take the options that hold for every command."""
    del debug  # read by main(), which has to know it also when the command line itself is wrong


@app.command()
def digest(
    sources: OptionalSources = None,
    *,
    language: Language,
    also: Also = "",
    stories: Stories = 8,
    sentences: Annotated[int, typer.Option(min=0, max=8, help="How many sentences a story at most.")] = 2,
    set_: Settings = None,
    since: Since = None,
    until: Until = None,
    after: After = None,
    format_: Annotated[Format, typer.Option("--format", "-f", help="How it is written.")] = Format.TEXT,
    output: Annotated[
        str | None, typer.Option("--output", "-o", metavar="FILE", help="Where to, instead of stdout.")
    ] = None,
    database: Database = None,
) -> None:
    """Print one digest of the sources, or of the followed feeds."""
    from bot import console, oneoff

    request = oneoff.Request(
        sources=sources or [],
        language=language,
        also_read=also,
        stories=stories,
        sentences=sentences,
        settings=set_ or [],
        since=since,
        until=until,
        after=after or [],
        database=database,
    )
    console.write(oneoff.digest_of(request, oneoff.RENDERERS[format_]), output)


@app.command()
def why(
    sources: OptionalSources = None,
    *,
    article: Annotated[str, typer.Option(metavar="ID|URL", help="The article, by its id or its address.")],
    language: Annotated[
        str | None, typer.Option("--language", "-l", metavar="CODE", help="As for digest; else the article's own.")
    ] = None,
    also: Also = "",
    stories: Stories = 8,
    set_: Settings = None,
    since: Since = None,
    until: Until = None,
    after: After = None,
    database: Database = None,
) -> None:
    """Say what each stage of a digest makes of one article. Date, language, filter, story, rank, novelty, cap."""
    from bot import console, oneoff

    request = oneoff.Request(
        sources=sources or [],
        language=language,
        also_read=also,
        stories=stories,
        settings=set_ or [],
        since=since,
        until=until,
        after=after or [],
        database=database,
    )
    console.write(oneoff.verdicts_on(request, article), None)


@app.command()
def summarize(
    sources: Sources,
    *,
    language: Annotated[
        str | None, typer.Option("--language", "-l", metavar="CODE", help="The language to read in; else each its own.")
    ] = None,
    sentences: Annotated[int, typer.Option(min=0, max=8, help="How many sentences an article at most.")] = 2,
    method: Annotated[
        str, typer.Option(metavar="NAME", help="crosslingual, or sumy's lexrank, textrank, lsa, luhn, kl.")
    ] = "crosslingual",
    database: Database = None,
) -> None:
    """Summarise each article by itself. A JSON line each, in input order."""
    from bot import console, oneoff

    text = oneoff.summaries_of(sources, language=language, sentences=sentences, method=method, database=database)
    console.write(text, None)


@app.command()
def group(
    sources: Sources,
    *,
    explain: Annotated[
        tuple[str, str] | None,
        typer.Option(metavar="ID_A ID_B", help="Say instead why two articles are or are not one story."),
    ] = None,
    database: Database = None,
) -> None:
    """Print the story of each article. A JSON line each, in input order."""
    from bot import console, oneoff

    if explain:
        console.write(oneoff.explanation_of(sources, *explain, database=database), None)
    else:
        console.write(oneoff.groups_of(sources, database=database), None)


@app.command()
def demo(
    language: Language = "en",
    open_: Annotated[bool, typer.Option("--open", help="Show it as a page on a local port until Ctrl+C.")] = False,
) -> None:
    """Print a digest of invented sample feeds."""
    from bot import console, oneoff

    if open_:
        oneoff.serve(oneoff.demo_of(language, oneoff.RENDERERS[Format.HTML]))
    else:
        console.write(oneoff.demo_of(language, oneoff.RENDERERS[Format.TEXT]), None)


app.add_typer(channels_app)  # without a name: its commands stand beside those above
app.add_typer(prompt_app)
app.add_typer(feeds_app, name="feeds")
app.add_typer(slack_app, name="slack")


def main() -> NoReturn:
    """Run the command line; every error becomes one sentence and an exit code."""
    arguments = [argument for argument in sys.argv[1:] if argument != "--debug"]
    debug = len(arguments) < len(sys.argv) - 1
    try:
        app(arguments, prog_name="digestbot")
    except KeyboardInterrupt:
        _stop("stopped", 130)
    except BrokenPipeError:
        sys.stderr.close()  # the reader of our output has gone; there is nobody to tell
        sys.exit(0)
    except Exception as error:
        if debug:
            raise
        _explain(error)
    sys.exit(0)


def _explain(error: Exception) -> NoReturn:
    from bot.formats.typography import harmless
    from digests.errors import BadRequest, DigestError, NothingToSay
    from digests.links import without_secrets

    # It may quote an address or a file's name, and those come from strangers; what is said on stderr is kept in logs.
    lines = [harmless(without_secrets(line)) for line in str(error).splitlines()]
    if isinstance(error, BadRequest):
        _stop("\ndigestbot: ".join(lines), 2)  # of settings several may be wrong
    said = "; ".join(lines)
    if isinstance(error, NothingToSay):
        _stop(said, 3)
    if isinstance(error, DigestError):
        _stop(said, 2)
    _stop(f"a mistake of ours ({type(error).__name__}: {said}); run it again with --debug and report what it prints", 1)


def _stop(sentence: str, code: int) -> NoReturn:
    if sys.stderr is not None:  # closed by the caller: print would take stdout instead
        print(f"digestbot: {sentence}", file=sys.stderr)  # noqa: T201 — this is what stderr is for
    sys.exit(code)
