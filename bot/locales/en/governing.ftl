# The settings of a digest, who may change them, and setting a digest up. $setting is the name of a setting, $value what is written for it.

settings-title = The settings of this digest
settings-how = To change one: /digest settings set stories 12. To reset it: /digest settings reset stories
settings-changed-here = Changed here
settings-as-usual = At their defaults
settings-more = { $count ->
    [one] … and one more
   *[other] … and { $count } more
}
settings-export-button = Export
settings-set = { $setting } is now { $value }.
settings-before = before: { $value }
settings-same = { $setting } was { $value } already. Nothing was changed.
settings-looking = { $count ->
    [one] Looking up the source…
   *[other] Looking up { $count } sources…
}
settings-no-default = { $setting } has no default. Choose a value, for example: /digest settings set language fr
settings-not-spoken = The bot has no words of its own { $language }. Write one of these: { $words }.
settings-calls-everybody = That calls everybody here, which a digest never does. Name one role or group of your own, or write: none
settings-exported = All settings of this digest are in this file. /digest settings import reads them back in.
settings-import-one = Give either what /digest settings export writes, as a file or as text, or lines such as stories = 8.
settings-import-large = This file is larger than { $most } MB; no settings file is that large.
settings-import-several = { $count ->
    [one] There is one digest in this file.
   *[other] There are { $count } digests in this file. Keep only the one that you want here.
}
settings-imported = { $count ->
    [one] One setting was changed.
   *[other] { $count } settings were changed.
}
settings-imported-same = Everything was set like that already. Nothing was changed.
settings-next-runs = The next digests
settings-paused = It is paused. /digest schedule resume starts it again.
settings-no-runs = None will come with these settings.

# $people are names such as @mia and @noah, $count is how many.
managers-added = { $count ->
    [one] { $people } can change this digest now.
   *[other] { $people } can change this digest now.
}
managers-already = { $count ->
    [one] { $people } could change this digest already.
   *[other] { $people } could change this digest already.
}
managers-removed = { $count ->
    [one] { $people } is no longer listed as a manager of this digest.
   *[other] { $people } are no longer listed as managers of this digest.
}
managers-unknown = { $people } is not listed as a manager of this digest. /digest managers list says who is.
managers-too-many = A digest can have at most { $most } managers. Remove somebody first: /digest managers remove
managers-no-longer-you = You are no longer on the list yourself: from now on somebody else has to change this digest.
managers-platform = People who manage this channel on the platform can always change it too.
managers-title = { $count ->
    [0] Nobody is listed as a manager of this digest.
    [one] One person is listed as a manager of this digest.
   *[other] { $count } people are listed as managers of this digest.
}
managers-more = { $count ->
    [one] … and one more; /digest settings export lists them all
   *[other] … and { $count } more; /digest settings export lists them all
}

setup-title = Set up a digest
setup-asks = When should the news come, and in which language? All of it can be changed later.
setup-asks-again = This digest is already set up. What you change here changes it.
setup-language = Language
setup-timezone = Time zone
setup-timezone-hint = Europe/Paris, America/New_York
setup-times = Times
setup-times-hint = 08:00, or 08:30 and 18:00 on mon-fri
setup-sources = Sources
setup-sources-hint = starter, all, or addresses of feeds and sites
setup-sources-stay = Leave it empty to keep the sources as they are
setup-topics = Topics to put first
setup-topics-hint = night trains, climate
setup-working = Setting up a digest in { $language }…
setup-nothing-followed = Whoever runs the bot does not follow any feed yet. To begin, write sources:starter, or the address of a newspaper.
setup-no-source = None of the { $count } sources has a feed, so nothing was set up. The first: { $first }
setup-too-many = That makes { $count } feeds, and a digest can have at most { $most }. Please name fewer.
setup-done = The digest is set up.
setup-changed = The digest has been changed.
setup-in-language = It is in { $language }.
setup-feeds = { $count ->
    [one] It has one feed.
   *[other] It has { $count } feeds.
}
setup-all-feeds = { $count ->
    [one] It has all the feeds that whoever runs the bot follows: one for now.
   *[other] It has all the feeds that whoever runs the bot follows: { $count } for now.
}
setup-first-news = New feeds are read within the next few minutes; until then there may be nothing to report.
setup-set-timezone = Its times are in UTC. To set your own time zone, for example: /digest settings set timezone Europe/Paris
setup-only-you = Only you can see it.
setup-refused = Not followed
setup-more-refused = { $count ->
    [one] … and one more
   *[other] … and { $count } more
}
setup-preview-button = Preview
setup-settings-button = Settings
setup-post-button = Post now
