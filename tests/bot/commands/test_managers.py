"""Who may change a digest: the list of its managers."""

from dataclasses import replace

from bot.commands.answers import Answer
from bot.commands.calls import Person
from tests.bot.commands.governed import kept, with_settings
from tests.bot.commands.newsdesk import ADA, CHANNEL, MIA, WISH, Newsdesk, words_of


def named(answer: Answer) -> list[str]:
    return [line.text for line in answer.lines if line.text.startswith("@")]


def test_people_are_named_by_id_or_as_a_message_calls_them(desk: Newsdesk) -> None:
    assert desk.ask("managers add", MIA, person_="<@123>").headline == "@123 can change this digest now."
    answer = desk.ask("managers add", MIA, person_="<@!456>, <@U024BE7LH|noah> @ole", language="de")
    assert answer.headline == "@456, @U024BE7LH und @ole dürfen diese Presseschau jetzt ändern."
    assert kept(desk).managers == ("mia", "123", "456", "U024BE7LH", "ole")
    assert named(desk.ask("managers list", MIA)) == ["@mia", "@123", "@456", "@U024BE7LH", "@ole"]
    again = desk.ask("managers add", MIA, person_="123")
    assert again.headline == "@123 could change this digest already."


def test_the_list_says_that_those_who_manage_the_channel_always_may(desk: Newsdesk) -> None:
    assert words_of(desk.ask("managers list", MIA)) == (
        "One person is listed as a manager of this digest.\n@mia\nPeople who manage this channel "
        "on the platform can always change it too."
    )
    assert words_of(desk.ask("managers list", MIA, language="de")) == (
        "Eine Person steht in der Liste derer, die diese Presseschau verwalten.\n@mia\nWer diesen "
        "Kanal auf der Plattform verwaltet, darf sie außerdem immer ändern."
    )


def test_whoever_removes_themselves_is_told_what_that_means(desk: Newsdesk) -> None:
    answer = desk.ask("managers remove", MIA, person_="@mia")
    assert answer.headline == "@mia is no longer listed as a manager of this digest."
    assert answer.lines[-1].text.startswith("You are no longer on the list yourself")
    assert desk.ask("managers list", MIA).is_refused
    assert not desk.ask("managers list", ADA).is_refused


def test_a_name_of_several_words_or_eighty_letters_is_read_as_slack_writes_it(desk: Newsdesk) -> None:
    answer = desk.ask("managers add", MIA, person_=f"<@U024BE7LH|Mia Keller> <@W0GRID|{'n' * 80}>")
    assert answer.headline == "@U024BE7LH and @W0GRID can change this digest now."
    assert kept(desk).managers == ("mia", "U024BE7LH", "W0GRID")


def test_a_channel_is_no_manager(desk: Newsdesk) -> None:
    for typed in ("<#C1|general>", "<#C1>", "<!subteam^S1|@eds>", "<!channel>"):
        answer = desk.ask("managers add", MIA, person_=typed)
        assert answer.is_refused
        assert len(answer.lines) == 1
    assert kept(desk) == WISH


def test_nobody_and_everybody_are_no_managers(desk: Newsdesk) -> None:
    for typed in ("everyone", "<@here>", "none", "a b!", "🌍", "@"):
        assert desk.ask("managers add", MIA, person_=typed).is_refused
    assert kept(desk) == WISH


def test_on_slack_only_ids_are_managers(desk: Newsdesk) -> None:
    mia, place = replace(MIA, workspace="T024BE7LD"), replace(CHANNEL, workspace="T024BE7LD")
    for typed in ("nia", "@nia", "<@U024BE7LH> nia"):
        answer = desk.ask("managers add", mia, place, person_=typed)
        assert words_of(answer).startswith("“nia” does not fit the setting managers.")
    assert kept(desk) == WISH
    answer = desk.ask("managers add", mia, place, person_="<@U024BE7LH>")
    assert answer.headline == "@U024BE7LH can change this digest now."


def test_who_is_not_named_cannot_be_removed(desk: Newsdesk) -> None:
    answer = desk.ask("managers remove", MIA, person_="noah", language="de")
    assert words_of(answer) == (
        "@noah steht nicht in der Liste derer, die diese Presseschau verwalten. /digest managers list zeigt sie."
    )


def test_a_digest_has_fifty_managers_at_most_and_an_answer_names_half_of_them(desk: Newsdesk) -> None:
    with_settings(desk, managers=("mia", *(f"p{number}" for number in range(49))))
    answer = desk.ask("managers add", MIA, person_="noah")
    assert answer.is_refused
    assert answer.lines[0].text.startswith("A digest can have at most 50 managers.")
    listed = desk.ask("managers list", MIA)
    assert len(named(listed)) == 25
    assert listed.lines[25].text == "… and 25 more; /digest settings export lists them all"


def test_the_list_survives_the_departure_of_whoever_installed_the_bot(desk: Newsdesk) -> None:
    installer = Person(id="ivy", workspace="w1", is_admin=True)
    desk.ask("managers add", installer, person_="noah")
    noah, gone = Person(id="noah", workspace="w1"), replace(installer, is_admin=False)
    assert desk.ask("settings set", gone, key="stories", value="12").is_refused
    assert not desk.ask("settings set", noah, key="stories", value="12").is_refused
    assert kept(desk).stories == 12
