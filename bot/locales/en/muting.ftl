# What is muted and unmuted.

mute-story = Muted: “{ $title }”
mute-source = Muted: the source { $name }
mute-topic = Muted: the topic “{ $name }”
mute-until = This digest tells nothing of it before { $moment }.
mute-for-good = This digest tells nothing of it until somebody unmutes it.
mute-no-feed = No feed of this digest is called so. Articles of a paper of that name are left out all the same.
mute-no-feed-but = No feed of this digest is called so; did you mean { $near }? Articles of a paper of that name are left out all the same.
mute-undo = Unmute
mute-lasts = until { $moment }
mute-unknown = “{ $what }” is no story and no source of this digest. Write the id of a story, source:paper.example or topic:football
mute-unknown-but = “{ $what }” is no story and no source of this digest; did you mean { $near }? Write the id of a story, source:paper.example or topic:football
mute-until-unreadable = “{ $text }” is no time to come that I understand. Write for example 3d, tomorrow or 2026-12-01, and a topic of several words in quotes: "topic:world cup"
unmute-done = This is told again:
unmute-still = Still muted
unmute-nothing = Nothing is muted here.
unmute-unknown = { $others ->
    [0] “{ $what }” is not muted. Muted here: { $muted }.
    [one] “{ $what }” is not muted. Muted here: { $muted }, and one more.
   *[other] “{ $what }” is not muted. Muted here: { $muted }, and { $others } more.
}
