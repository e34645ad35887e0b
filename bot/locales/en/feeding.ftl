# What the commands "feed …" answer. A source is a feed that a digest is made of.

feed-looking = Looking for the feed at { $host }…
feed-added = { $title } is now a source of this digest.
feed-added-to-all = This digest had all the feeds that whoever runs the bot follows. From now on it has a list of its own: all of them and { $title }.
feed-here = { $title } is already a source of this digest.
feed-too-many = A digest can have at most { $most } sources; with this it would have { $count }. To make room: /digest feed remove
feed-articles-now = { $count ->
    [0] no article now
    [one] { $count } article now
   *[other] { $count } articles now
}
feed-newest = newest: { $moment }
feed-others = This page also offers
feed-add-one = Add { $title }

feed-removed = { $title } is no longer a source of this digest.
feed-removed-from-all = This digest had all the feeds that whoever runs the bot follows. From now on it has a list of its own: all of them except { $title }.
feed-left = { $count ->
    [one] { $count } source is left
   *[other] { $count } sources are left
}
feed-last = { $title } is the only source, and a digest needs one. Add another one first: /digest feed add
feed-all-are-too-many = This digest has all { $count } feeds that whoever runs the bot follows: too many for a list of its own, which can hold at most { $most }. Nothing was changed.
feed-not-here = This digest has no source “{ $typed }”. To see them all: /digest feed list
feed-not-here-but = This digest has no source “{ $typed }”. Did you mean { $near }?
feed-which = “{ $typed }” may be { $feeds }. Please write the address of one of them.

feed-list = { $count ->
    [one] { $count } source
   *[other] { $count } sources
}
feed-list-all = all the feeds that whoever runs the bot follows
feed-list-none = This digest has no sources yet. To add one by its address: /digest feed add https://example.org
feed-more = { $count ->
    [one] … and { $count } more. The whole list: /digest feed export
   *[other] … and { $count } more. The whole list: /digest feed export
}
feed-export-all = The whole list
feed-language-open = language recognised article by article
feed-a-day = { $count ->
    [one] about { $count } article a day
   *[other] about { $count } articles a day
}
feed-a-week = { $count ->
    [one] about { $count } article a week
   *[other] about { $count } articles a week
}
feed-rarely = less than one article a week
feed-read = last read on { $moment }
feed-unread = not read yet
feed-failing = { $count ->
    [one] failed the last time
   *[other] failed { $count } times in a row
}
feed-next-try = next try on { $moment }
feed-ended = no longer gives anything
feed-dropped = the bot no longer follows it

feed-test-language = Language of its articles: { $found }; language it declares: { $declared }.
feed-test-language-undeclared = Language of its articles: { $found }; it declares none.
feed-test-language-unknown = The language of its articles cannot be recognised.
feed-test-dates = Its articles are dated from { $first } to { $last }.
feed-test-undated = Its articles have no dates: each counts as published when it is first seen.
feed-test-some-undated = { $count ->
    [one] { $count } article has no date and counts as published when it is first seen.
   *[other] { $count } articles have no date and count as published when they are first seen.
}
feed-test-broken = { $count ->
    [one] { $count } article cannot be read.
   *[other] { $count } articles cannot be read.
}
feed-test-full = It carries its articles in full.
feed-test-partly = It carries { $full } of { $count } articles in full.
feed-test-teasers = It carries only the beginnings of its articles.
feed-test-pages-allowed = The site lets bots read its pages (robots.txt).
feed-test-pages-forbidden = The site forbids bots from reading its pages (robots.txt).
feed-test-unchanged = Its server says when nothing has changed ({ $how }).
feed-test-always-whole = Its server does not say when nothing has changed: the feed is read in full each time.
# $when is "in 2 hours".
feed-test-next = The bot would read it again { $when }.
feed-test-followed = The bot has followed it since { $moment }.
feed-test-not-followed = The bot does not follow it yet.
feed-test-here = It is a source of this digest.

feed-import-what = Please attach an OPML file where the chat allows it, or write the address of one: /digest feed import https://example.org/feeds.opml
feed-import-path = The bot does not read files from its own machine. Please write an address that begins with https://, or attach the list where the chat allows it.
feed-import-too-large = The file is larger than { $most } MB; no list of feeds needs that much.
feed-importing = Reading the list { $name }…
feed-import-too-many = This list names { $count } feeds, and a digest can have at most { $most }. Nothing was changed.
feed-imported = { $count ->
    [0] This list holds no source that this digest does not already have.
    [one] { $count } source was added to this digest.
   *[other] { $count } sources were added to this digest.
}
feed-imported-to-all = This digest had all the feeds that whoever runs the bot follows. From now on it has a list of its own: all of them and those of this list.
feed-imported-new = { $count ->
    [one] { $count } feed was not followed before; the bot will read it in the next few minutes.
   *[other] { $count } feeds were not followed before; the bot will read them in the next few minutes.
}
feed-imported-here = { $count ->
    [one] { $count } was already here.
   *[other] { $count } were already here.
}
feed-refused = { $count ->
    [one] { $count } address was left out, because it is not an http(s) address of a feed
   *[other] { $count } addresses were left out, because they are not http(s) addresses of feeds
}
feed-refused-more = { $count ->
    [one] … and { $count } more.
   *[other] … and { $count } more.
}
feed-exported = { $count ->
    [one] The source of this digest, as a list that any feed reader can open (OPML).
   *[other] The { $count } sources of this digest, as a list that any feed reader can open (OPML).
}
