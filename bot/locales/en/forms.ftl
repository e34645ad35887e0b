# Windows in which several things are changed at once: the settings, the sources and the rules of a digest.

form-settings-title = Settings
form-stories = Number of stories
form-length = Length of each story
form-length-headline = Headline only
form-length-short = Short: 1 sentence
form-length-medium = Medium: 2 sentences
form-length-long = Long: 4 sentences
form-length-other = { $count ->
    [one] { $count } sentence
   *[other] { $count } sentences
}
form-layout = Layout
form-layout-compact = Compact
form-layout-cards = Cards
form-layout-plain = Plain text
form-thread = Details
form-thread-none = In the message
form-thread-details = In a thread below it
form-thread-forum = A forum post for each digest (Discord)
form-novelty = A story that was told already
form-novelty-update = Returns when there is news of it
form-novelty-always = Returns with every further article
form-novelty-never = Does not return for some days

form-feed-title = Sources
form-feed-add = Add
form-feed-add-hint = Addresses of feeds or sites, one per line
form-feed-add-hint-all = Addresses of feeds or sites, one per line. This digest has all the feeds that whoever runs the bot follows; any change gives it a list of its own.
form-feed-remove = Remove
form-feed-remove-hint = { $count ->
    [one] One more source is not shown here; /digest feed remove takes its name.
   *[other] { $count } more sources are not shown here; /digest feed remove takes their names.
}
form-feed-empty = Write an address to add, or choose a source to remove. Nothing was changed.
form-feed-gone = What you chose is not a source of this digest any more. Nothing was changed.
form-feed-none-left = A digest needs at least one source, and this would leave none. Nothing was changed.
# $addresses are the first few of those that gave no feed; $first is a sentence on the first of them.
form-feed-refused = Nothing was changed: { $count } addresses gave no feed, among them { $addresses }. About the first: { $first }
form-feed-changed = The sources have been changed.
form-feed-same = All of them were sources of this digest already. Nothing was changed.
form-feed-own-list = It had all the feeds that whoever runs the bot follows. From now on it has a list of its own.
form-feed-added = Added
form-feed-removed = Removed

form-topic-title = Rules
form-topic-include = Include only this
form-topic-exclude = Leave this out
form-topic-hint = One rule per line, such as: football, "rate cut", topic:climate
form-topic-long = One rule per line. The other list is too long for this window: /digest topic list
form-topic-too-long = These rules are too long for a window. To change them: /digest topic include, /digest topic exclude, /digest topic remove
form-topic-counting = Counting how many stories of the last 7 days match these rules…
form-topic-both = This rule is in both lists, but it can only be in one: { $rule }. Nothing was changed.
form-topic-changed = The rules have been changed.
form-topic-same = The rules were like that already. Nothing was changed.
form-topic-none = This digest has no rules any more.
form-topic-no-stories = There was no story in the last 7 days to try them on.
form-topic-would-tell = { $stories ->
    [one] They include { $found } of { $stories } story of the last 7 days.
   *[other] They include { $found } of { $stories } stories of the last 7 days.
}
form-topic-would-hide = { $stories ->
    [one] They leave out { $found } of { $stories } story of the last 7 days.
   *[other] They leave out { $found } of { $stories } stories of the last 7 days.
}
