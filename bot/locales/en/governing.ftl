# The settings of a digest, who may change them, and setting a digest up. $setting is the name of a setting, $value what is written for it.

settings-title = The settings of this digest
settings-how = To change one: /digest settings set stories 12. To put it back: /digest settings reset stories
settings-changed-here = Changed here
settings-as-usual = As usual
settings-more = { $count ->
    [one] … and one more
   *[other] … and { $count } more
}
settings-export-button = Export
settings-set = { $setting } is now { $value }.
settings-before = before: { $value }
settings-same = { $setting } was { $value } already. Nothing was changed.
settings-looking = { $count ->
    [one] Looking the source up …
   *[other] Looking { $count } sources up …
}
settings-no-default = { $setting } has no usual value. Choose one, for example: /digest settings set language fr
settings-exported = All settings of this digest are in this file. /digest settings import reads it again.
settings-import-one = Give either a file of /digest settings export or lines such as stories = 8.
settings-import-large = This file is larger than { $most } MB, which no file of settings is.
settings-import-several = { $count ->
    [one] There is one digest in this file.
   *[other] There are { $count } digests in this file. Leave only the one that you want to have here.
}
settings-imported = { $count ->
    [one] One setting was changed.
   *[other] { $count } settings were changed.
}
settings-imported-same = Everything was like that already. Nothing was changed.
settings-next-runs = The next digests
settings-paused = It is paused. /digest schedule resume lets it come again.
settings-no-runs = None comes with these settings.

# $people are names such as @mia and @noah, $count is how many.
managers-added = { $count ->
    [one] { $people } may change this digest now.
   *[other] { $people } may change this digest now.
}
managers-already = { $count ->
    [one] { $people } was allowed to change this digest already.
   *[other] { $people } were allowed to change this digest already.
}
managers-removed = { $count ->
    [one] { $people } is no longer named as a manager of this digest.
   *[other] { $people } are no longer named as managers of this digest.
}
managers-unknown = { $people } is not named as a manager of this digest. /digest managers list says who is.
managers-too-many = A digest has { $most } managers at most. Remove somebody first: /digest managers remove
managers-no-longer-you = You are no longer named yourself: somebody else has to change this digest from now on.
managers-platform = Those who manage this channel on the platform always may, too.
managers-title = { $count ->
    [0] Nobody is named as a manager of this digest.
    [one] One person is named as a manager of this digest.
   *[other] { $count } people are named as managers of this digest.
}
managers-more = { $count ->
    [one] … and one more; /digest settings export has them all
   *[other] … and { $count } more; /digest settings export has them all
}

setup-title = Set up a digest
setup-asks = When should the news come, and in which language? All of it can be changed later.
setup-asks-again = This digest is set up already. What you change here is changed in it.
setup-language = Language
setup-timezone = Time zone
setup-timezone-hint = Europe/Paris, America/New_York
setup-times = Times
setup-times-hint = 08:00, or 08:30 and 18:00 on mon-fri
setup-sources = Sources
setup-sources-hint = starter, all, or addresses of feeds and sites
setup-sources-stay = Leave it empty to keep the sources as they are
setup-topics = Topics told first
setup-topics-hint = night trains, climate
setup-working = Setting up a digest in { $language } …
setup-nothing-followed = No feed is followed yet. Write sources:starter to begin with, or the address of a newspaper.
setup-no-source = None of the { $count } sources gives a feed, so nothing was set up. The first: { $first }
setup-too-many = These are { $count } feeds, and a digest has { $most } at most. Please name fewer.
setup-done = The digest is set up.
setup-changed = The digest is changed.
setup-in-language = It is in { $language }.
setup-feeds = { $count ->
    [one] It has one feed.
   *[other] It has { $count } feeds.
}
setup-all-feeds = { $count ->
    [one] It is made of all feeds that are followed: one for now.
   *[other] It is made of all feeds that are followed: { $count } for now.
}
setup-first-news = New feeds are read within the next minutes; until then there may be nothing to tell.
setup-set-timezone = Its times are in UTC. Name your own zone, for example: /digest settings set timezone Europe/Paris
setup-only-you = Only you see it.
setup-refused = Not followed
setup-more-refused = { $count ->
    [one] … and one more
   *[other] … and { $count } more
}
setup-preview-button = Preview
setup-settings-button = Settings
setup-post-button = Post now
