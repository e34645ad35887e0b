# What could not be done, and what may be written instead.

# ---- settings. $setting is the name of one, $typed what was written for it, $wanted one of the sentences below.
problem-no-setting = “{ $typed }” is no setting. /digest settings show lists them.
problem-no-setting-but = “{ $typed }” is no setting. Did you mean { $near }?
problem-no-value = The setting { $setting } needs a value. { $wanted }
problem-value = “{ $typed }” does not fit the setting { $setting }. { $wanted }
problem-value-but = “{ $typed }” does not fit the setting { $setting }. { $wanted } Did you mean “{ $near }”?

# $words are the words that may be written instead, $count is how many.
problem-wants-language = { $count ->
    [0] Write a language code such as en, fr or pt-BR.
   *[other] Write a language code such as en, fr or pt-BR, or { $words }.
}
problem-wants-languages = { $most ->
    [one] Write one language code, for example it, or { $words }.
   *[other] Write up to { $most } language codes with commas between, for example it, es, or { $words }.
}
problem-wants-number = { $count ->
    [0] Write a number from { $low } to { $high }, for example { $example }.
    [one] Write a number from { $low } to { $high }, for example { $example }, or the word { $words }.
   *[other] Write a number from { $low } to { $high }, for example { $example }, or one of these words: { $words }.
}
problem-wants-time = Write how long, for example 90 min, 36 h or 3 d: at least { $low }, at most { $high }.
problem-wants-choice = Write one of these: { $words }.
problem-wants-rules = Write up to { $most } rules with commas between, for example climate, "rate cut", source:herald.example, or { $words }.
problem-wants-mutes = Write what is muted, up to { $most } with commas between, for example story:k7qm, source:herald.example or topic:football until 2026-12-01, or { $words }.
problem-wants-topics = Write up to { $most } topics with commas between, each in a few words (100 characters at most), for example night trains, or { $words }.
problem-wants-sources = Write the addresses of up to { $most } feeds with commas between, for example https://herald.example/rss, or { $words }.
problem-wants-zone = Write a time zone such as Europe/Paris or America/New_York.
problem-wants-clock-times = Write times of the day with commas between, at most { $most }, for example 08:00, 18:30.
problem-wants-weekdays = Write days of the week such as mon-fri or sat, sun, or { $words }.
problem-wants-dates = Write up to { $most } dates with commas between, for example 2026-12-24, or 2026-12-24..2027-01-02 for all days from one to the other, or { $words }.
problem-wants-hours = Write up to { $most } times from and until, with commas between, for example 22:00-07:00, or { $words }.
problem-wants-group = Write the id of one role or group, never everybody, or { $words }.
problem-wants-people = Write the ids of up to { $most } people with commas between, never everybody, or { $words }.

# ---- rules. $reason is English: what the engine says of a regular expression.
problem-rule-long = A rule has { $most } characters at most.
problem-rule-empty = Write a word, a "phrase" or topic: with a few words.
problem-rule-quotes = Either all of a rule stands in quotation marks or nothing of it: "rate cut".
problem-rule-wordless = A rule needs at least one word, for example climate.
problem-rule-open = A regular expression ends with a slash, too: /rate cuts?/
problem-rule-everything = It would meet every article; name at least one word in it.
problem-rule-bound = \b knows no letters beyond a to z; write [^\pL] or a blank instead.
problem-rule-complicated = It is too complicated; repeat fewer times in it, for example /rate (cut|rise)s?/
problem-rule-alone = Write something after the colon, for example source:herald.example or topic:night trains.
problem-rule-language = Write a language code after the colon, for example language:fr.
problem-rule-kind = Before a colon stands source, language or topic; put anything else in quotation marks.
problem-rule-regex = It is no regular expression that is understood ({ $reason }); /rate cuts?/ is one.

# ---- other wishes
problem-misread = “{ $typed }” is not understood here. Times are written like 08:00, days like mon-fri, dates like 2026-12-24.
problem-no-address = “{ $typed }” is no address of a feed or a site. Write one like https://herald.example
problem-no-language = “{ $typed }” is no language code. Write one such as en, fr, de, it, es or pt-BR.
problem-no-mute = Only a story, a source or a topic is muted. Write for example story:k7qm, source:herald.example or topic:football.
problem-no-date = “{ $typed }” is no date. Write one like 2026-12-01 or 2026-12-01T08:00Z.
problem-digest-gone = This digest does not exist any more. /digest setup makes a new one.
problem-file-encoding = This file is not written in UTF-8. /digest settings export gives one that is.
problem-file-toml = This file is no TOML. /digest settings export gives one to begin with.
problem-file-empty = There are no settings in it. Write lines such as stories = 8, or give a file of /digest settings export.
problem-file-line = Line { $number } holds no setting. Write each like this: stories = 8
problem-file-value = What stands there for { $setting } is neither text nor a number. Put it in quotation marks.
problem-nothing-to-say = There is nothing to tell just now. Please try again later.
problem-step-failed = That took too long or too much memory, and was stopped. Please try again later, or ask for less.
problem-not-delivered = Nobody saw the message arrive. /digest status says what became of it.
# $reason is a sentence in English.
problem-other = That cannot be done: { $reason }

# ---- sources. $host is the name of a server, or of a file.
problem-robots = { $host } does not let bots read that page (robots.txt).
problem-no-feed = { $host } names no feed, and none was found in the usual places. Give the address of the feed itself.
problem-no-list = { $host } holds no list of feeds (OPML) that can be read.
problem-not-a-feed = What { $host } sends is no feed that can be read (RSS, Atom or JSON Feed).
problem-source-missing = { $host } is not there, or nothing in it can be read.
problem-page-missing = { $host } has nothing at that address. Please check how it is spelt.
problem-host-refuses = { $host } does not let us read that address.
problem-host-busy = { $host } wants to be left alone for a while. Please try again later.
problem-host-in-trouble = { $host } is in trouble (error { $status }). Please try again later.
problem-host-status = { $host } answers { $status } and sends nothing.
problem-host-private = { $host } stands in a private network. Only public addresses are read.
problem-host-none = { $host } cannot be asked at that address. Write one like https://herald.example/rss, without a password.
problem-host-unknown = There is no server called { $host }. Please check how it is spelt.
problem-host-silent = { $host } does not answer. Please try again later.
problem-host-insecure = No secure connection to { $host } could be made: its certificate is not valid.
problem-host-redirects = { $host } sends us from one address to the next without an end.
problem-too-large = { $host } sends more than can be read.
# $reason is a clause in English.
problem-fetch = { $host } gave nothing that can be read: { $reason }
