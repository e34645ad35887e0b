"""What may follow in a line: names, options, and what they may be."""

import asyncio

import pytest
from prompt_toolkit.completion import CompleteEvent
from prompt_toolkit.document import Document

from bot.commands.calls import Value
from bot.commands.completing import Proposal
from bot.prompt.completion import Completions


async def propose(command: str, options: dict[str, Value], option: str, typed: str) -> list[Proposal]:
    if option == "address":
        return [Proposal(label="Herald\x1b[1m", value="https://herald.example/rss")]
    given = ",".join(f"{name}={value}" for name, value in options.items())
    return [Proposal(label="", value=f"{command}({given}){option}={typed}")]


def completed(line: str) -> list[str]:
    async def all_of_them() -> list[str]:
        document, event = Document(line), CompleteEvent(completion_requested=True)
        return [
            line[: len(line) + each.start_position] + each.text
            async for each in Completions(propose).get_completions_async(document, event)
        ]

    return asyncio.run(all_of_them())


@pytest.mark.parametrize(
    ("line", "following"),
    [
        ("sto", ["story"]),
        ("/digest feed e", ["/digest feed export"]),
        ("FEED", ["feed add", "feed remove", "feed list", "feed test", "feed import", "feed export"]),
        ("xyzzy ", []),
        ("feed remove her", ["feed remove https://herald.example/rss"]),
        ("feed remove address:", ["feed remove address:https://herald.example/rss"]),
        ("status ", []),
    ],
)
def test_what_may_follow_is_proposed(line: str, following: list[str]) -> None:
    assert completed(line) == following


def test_options_that_stand_already_are_known() -> None:
    assert completed("settings set length me") == ["settings set length settings set(key=length)value=me"]
    assert completed("story k7qm language:f") == ["story k7qm language:story(id=k7qm)language=f"]
    assert completed("story k7qm le")[0] == "story k7qm length:"
