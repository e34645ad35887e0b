"""Each command of the table, called by a reader, a manager and a stranger, in five languages."""

from typing import Any

import pytest

from bot.commands.calls import Role
from bot.commands.table import COMMANDS
from bot.texts import LANGUAGES
from tests.bot.commands.newsdesk import ADA, FLOOD, MIA, RIA, STRANGER, TRAIN, Newsdesk, words_of

# What is asked for: something that can be done in the channel as it is.
OPTIONS: dict[str, dict[str, Any]] = {
    "now": {"hours": 24},
    "story": {"id": TRAIN},
    "sources": {"id": TRAIN},
    "search": {"query": "Port Avery"},
    "top": {"days": 7},
    "follow": {"id": TRAIN},
    "unfollow": {"id": TRAIN},
    "help": {"command_": "feed add"},
    "setup": {"times": "08:30"},
    "settings set": {"key": "stories", "value": "5"},
    "settings reset": {"key": "stories"},
    "settings import": {"text": "stories = 5"},
    "schedule set": {"when": "mon-fri 8:30"},
    "schedule pause": {"until": "3d"},
    "schedule skip": {"count": 1},
    "feed add": {"address": "https://new.example/rss"},
    "feed remove": {"address": "https://herald.example/rss"},
    "feed test": {"address": "https://herald.example/rss"},
    "feed import": {"address": "https://new.example/feeds.opml"},
    "topic include": {"rule": "bridge"},
    "topic exclude": {"rule": "football"},
    "topic remove": {"rule": "football"},
    "mute": {"what": FLOOD},
    "unmute": {"what": FLOOD},
    "why": {"article": FLOOD},
    "managers add": {"person_": "ann"},
    "managers remove": {"person_": "mia"},
}
# What cannot be done there and then: nothing is followed, muted or excluded, nothing was posted, and no network is.
CANNOT = {"unfollow", "unmute", "topic remove", "resend", "feed add", "feed test", "feed import"}
WORDS = {
    "only-managers": {
        "en": "Only people who manage",
        "fr": "Seules les personnes qui gèrent",
        "de": "Das dürfen nur Personen",
        "it": "Possono farlo solo",
        "es": "Solo pueden hacerlo",
    },
    "only-members": {
        "en": "Only members",
        "fr": "Seuls les membres",
        "de": "Nur Mitglieder",
        "it": "Solo i membri",
        "es": "Solo los miembros",
    },
}


def test_every_command_that_wants_something_is_tried_with_it() -> None:
    wanting = {name for name, one in COMMANDS.items() if any(option.is_required for option in one.options)}
    assert wanting <= OPTIONS.keys() <= COMMANDS.keys()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", COMMANDS)
def test_everybody_gets_what_they_may_in_their_language(desk: Newsdesk, name: str, language: str) -> None:
    options = OPTIONS.get(name, {})
    before = desk.subscriber
    stranger = desk.ask(name, STRANGER, language=language, **options)
    if COMMANDS[name].role is not Role.STRANGER:
        assert words_of(stranger).startswith(WORDS["only-members"][language])
    reader = desk.ask(name, RIA, language=language, **options)
    if COMMANDS[name].role is Role.MANAGER:
        assert words_of(reader).startswith(WORDS["only-managers"][language])
        assert desk.subscriber == before
    for person in (MIA, ADA)[: 2 if language == "en" and not COMMANDS[name].cooldown else 1]:
        manager = desk.ask(name, person, language=language, **options)
        assert manager.language == language
        assert words_of(manager) or manager.digest or manager.form or manager.attachment
        if person is MIA:
            assert manager.is_refused == (name in CANNOT)
        # What is refused only because of the place is said as such, never as a mistake of ours.
        assert not any(
            word in words_of(manager) for word in ("our mistake", "la nôtre", "unser Fehler", "nostro", "nuestro")
        )
