# What is muted and unmuted.

mute-story = Story muted: “{ $title }”
mute-source = Source muted: { $name }
mute-topic = Topic muted: “{ $name }”
mute-until = This digest leaves it out until { $moment }.
mute-for-good = This digest leaves it out until somebody unmutes it.
mute-no-feed = No feed of this digest has that name. Articles by a publisher of that name are left out all the same.
mute-no-feed-but = No feed of this digest has that name; did you mean { $near }? Articles by a publisher of that name are left out all the same.
mute-undo = Unmute
mute-lasts = until { $moment }
mute-unknown = “{ $what }” is neither a story nor a source of this digest. Write a story id, source:paper.example or topic:football
mute-unknown-but = “{ $what }” is neither a story nor a source of this digest; did you mean { $near }? Write a story id, source:paper.example or topic:football
mute-until-unreadable = I do not understand “{ $text }” as a time to come. Write for example 3d, tomorrow or 2026-12-01, and put a topic of several words in quotation marks: "topic:world cup"
unmute-story = Story no longer muted: “{ $title }”
unmute-source = Source no longer muted: { $name }
unmute-topic = Topic no longer muted: “{ $name }”
unmute-still = Still muted
unmute-nothing = Nothing is muted here.
unmute-unknown = { $others ->
    [0] “{ $what }” is not muted. Muted here: { $muted }.
    [one] “{ $what }” is not muted. Muted here: { $muted }, and one more.
   *[other] “{ $what }” is not muted. Muted here: { $muted }, and { $others } more.
}
