"""Workspaces that have installed the app, in the bot's own database."""

from cryptography.fernet import Fernet
from pydantic import SecretStr
from slack_sdk.oauth.installation_store import Bot
from sqlalchemy import Engine

from bot.chats.slack_installations import Installations
from tests.bot.chats.slack_scene import BOT_TOKEN, NOW, OTHER_TEAM, OTHER_TOKEN, TEAM

TOKENS = {TEAM: BOT_TOKEN, OTHER_TEAM: OTHER_TOKEN}


def an_installations(engine: Engine) -> Installations:
    """Return the installations as they are read with a new key."""
    return Installations(engine, client_id="24.61", key=SecretStr(Fernet.generate_key().decode()))


async def installed_in(engine: Engine, *teams: str) -> Installations:
    """Install the app in these workspaces."""
    installations = an_installations(engine)
    for team in teams:
        bot = Bot(team_id=team, bot_token=TOKENS[team], bot_id="B1", bot_user_id="U1", installed_at=NOW.timestamp())
        await installations.async_save_bot(bot)
    return installations
