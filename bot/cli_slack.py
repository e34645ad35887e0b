"""The commands for whoever sets up the app in Slack, as words and options.

In: what was typed. Out: one call each. Nothing heavy is imported before a command runs.

    digestbot slack manifest > slack-manifest.yaml
"""

import typer

slack_app = typer.Typer(help="What setting up the app in Slack takes.", no_args_is_help=True, rich_markup_mode=None)


@slack_app.command()
def manifest() -> None:
    """Print what Slack makes the app from, as YAML. The settings say whether by Socket Mode or HTTP."""
    from bot import console
    from bot.chats.slack_manifest import manifest
    from bot.settings import read_tokens

    console.write(manifest(read_tokens()), None)


@slack_app.command()
def key() -> None:
    """Print a new key for SLACK_ENCRYPTION_KEY."""
    from cryptography.fernet import Fernet

    from bot import console

    console.write(f"{Fernet.generate_key().decode()}\n", None)
