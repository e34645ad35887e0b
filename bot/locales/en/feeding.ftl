# What the commands "feed …" answer. A source is a feed that a digest is made of.

feed-looking = Looking for the feed at { $host }…
feed-added = { $title } is a source of this digest from now on.
feed-added-to-all = This digest has all feeds that the bot follows, and { $title } is one of them from now on.
feed-here = { $title } is a source of this digest already.
feed-stays-as-it-is = The bot follows this feed already, and other channels may read it too: its language and topic stay as they are.
feed-too-many = A digest can have { $most } sources; with this it would have { $count }. To make room: /digest feed remove
feed-articles-now = { $count ->
    [0] no article now
    [one] { $count } article now
   *[other] { $count } articles now
}
feed-newest = the newest: { $moment }
feed-others = This page also offers
feed-add-one = Add { $title }

feed-removed = { $title } is no source of this digest any more.
feed-removed-from-all = This digest had all feeds that the bot follows. From now on it has a list of its own: all of them except { $title }.
feed-left = { $count ->
    [one] { $count } source is left
   *[other] { $count } sources are left
}
feed-last = { $title } is the only source, and a digest needs one. Add another one first: /digest feed add
feed-all-are-too-many = This digest has all { $count } feeds that the bot follows. A list of its own holds { $most } at most, so none of them can be removed.
feed-not-here = This digest has no source “{ $typed }”. To see them all: /digest feed list
feed-not-here-but = This digest has no source “{ $typed }”. Did you mean { $near }?
feed-which = “{ $typed }” may be { $feeds }. Please write the address of one of them.

feed-list = { $count ->
    [one] { $count } source
   *[other] { $count } sources
}
feed-list-all = all feeds that the bot follows
feed-list-none = This digest has no source yet. One can be added by its address: /digest feed add https://example.org
feed-more = { $count ->
    [one] … and { $count } more. The whole list: /digest feed export
   *[other] … and { $count } more. The whole list: /digest feed export
}
feed-export-all = The whole list
feed-language-open = language told by each article
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
feed-ended = gives nothing any more
feed-dropped = the bot does not follow it any more

feed-test-language = Its articles are in { $found }; it declares { $declared }.
feed-test-language-undeclared = Its articles are in { $found }; it declares no language.
feed-test-language-unknown = The language of its articles cannot be told.
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
feed-test-pages-forbidden = The site forbids bots to read its pages (robots.txt).
feed-test-unchanged = Its server tells when nothing has changed ({ $how }).
feed-test-always-whole = Its server does not tell when nothing has changed: it is read whole each time.
# $when is "in 2 hours".
feed-test-next = The bot would read it again { $when }.
feed-test-followed = The bot has followed it since { $moment }.
feed-test-not-followed = The bot does not follow it yet.
feed-test-here = It is a source of this digest.

feed-import-what = Please attach an OPML file, or write the address of one: /digest feed import address:https://example.org/feeds.opml
feed-import-path = The bot reads no files of its own machine. Please attach the list, or write an address that begins with https://
feed-import-too-large = The file is larger than { $most } MB, which no list of feeds needs.
feed-importing = Reading the list { $name }…
feed-import-too-many = This list names { $count } feeds, and a digest can have { $most }. Nothing was changed.
feed-imported = { $count ->
    [0] This list holds no source that this digest does not have.
    [one] { $count } source was added to this digest.
   *[other] { $count } sources were added to this digest.
}
feed-imported-new = { $count ->
    [one] { $count } feed was not followed before; the bot reads it in the next minutes.
   *[other] { $count } feeds were not followed before; the bot reads them in the next minutes.
}
feed-imported-here = { $count ->
    [one] { $count } was here already.
   *[other] { $count } were here already.
}
feed-refused = { $count ->
    [one] { $count } address was left out, since it is no http(s) address of a feed
   *[other] { $count } addresses were left out, since they are no http(s) addresses of feeds
}
feed-refused-more = { $count ->
    [one] … and { $count } more.
   *[other] … and { $count } more.
}
feed-exported = { $count ->
    [one] The source of this digest, as a list that every feed reader takes (OPML).
   *[other] The { $count } sources of this digest, as a list that every feed reader takes (OPML).
}
