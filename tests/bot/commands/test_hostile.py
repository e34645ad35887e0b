"""Whatever is written for an option: an answer that can be shown, or one sentence and nothing changed."""

import json
import re
import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.commands.answers import Answer
from bot.commands.calls import Attachment, Person
from bot.commands.grammar import parsed
from bot.commands.table import COMMANDS, Command, Kind, Option
from bot.prompt.rendering import rows_of, text_of
from bot.texts import LANGUAGES, texts_for
from tests.bot.commands.newsdesk import FEEDS, FLOOD, MIA, RIA, TRAIN, WISH, Newsdesk, words_of
