# What could not be done, and what may be written instead.

# ---- settings. $setting is the name of one, $typed what was written for it, $wanted one of the sentences below.
problem-no-setting = “{ $typed }” is not a setting. /digest settings show lists them all.
problem-no-setting-but = “{ $typed }” is not a setting. Did you mean { $near }?
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
   *[other] Write up to { $most } language codes separated by commas, for example it, es, or { $words }.
}
problem-wants-number = { $count ->
    [0] Write a number from { $low } to { $high }, for example { $example }.
    [one] Write a number from { $low } to { $high }, for example { $example }, or the word { $words }.
   *[other] Write a number from { $low } to { $high }, for example { $example }, or one of these words: { $words }.
}
problem-wants-time = Write how long in min, h or d, for example { $example }: at least { $low }, at most { $high }.
problem-wants-time-up-to = Write how long in min, h or d, for example { $example }: at most { $high }.
problem-wants-choice = Write one of these: { $words }.
problem-wants-rules = Write up to { $most } rules separated by commas, for example climate, "rate cut", source:herald.example, or { $words }.
problem-wants-mutes = Write what to mute, up to { $most } entries separated by commas, for example story:k7qm, source:herald.example or topic:football until 2026-12-01, or { $words }.
problem-wants-topics = Write up to { $most } topics separated by commas, each in a few words (100 characters at most), for example night trains, or { $words }.
problem-wants-sources = Write the addresses of up to { $most } feeds separated by commas, for example https://herald.example/rss, or { $words }.
problem-wants-zone = Write a time zone such as Europe/Paris or America/New_York.
problem-wants-clock-times = Write times of day separated by commas, at most { $most }, for example 08:00, 18:30.
problem-wants-weekdays = Write days of the week such as mon-fri or sat, sun, or { $words }.
problem-wants-dates = Write up to { $most } dates separated by commas, for example 2026-12-24, or 2026-12-24..2027-01-02 for all days from one to the other, or { $words }.
problem-wants-hours = Write up to { $most } ranges of hours separated by commas, for example 22:00-07:00, or { $words }.
problem-wants-group = Mention one role or group or write its id, never everybody, or write { $words }.
problem-wants-people = Mention up to { $most } people or write their ids, separated by commas, never everybody, or write { $words }.

# ---- rules. $reason is English: what the engine says of a regular expression.
problem-rule-long = A rule can have at most { $most } characters.
problem-rule-empty = Write a word, a "phrase" or topic: with a few words.
problem-rule-quotes = Either the whole rule is in quotation marks or none of it: "rate cut".
problem-rule-wordless = A rule needs at least one word, for example climate.
problem-rule-open = A regular expression ends with a slash as well: /rate cuts?/
problem-rule-everything = It would match every article; name at least one word in it.
problem-rule-bound = \b only knows the letters a to z; write [^\pL] or a space instead.
problem-rule-complicated = It is too complicated; use fewer repetitions, for example /rate cuts?/
problem-rule-alone = Write something after the colon, for example source:herald.example or topic:night trains.
problem-rule-language = Write a language code after the colon, for example language:fr.
problem-rule-kind = Only source, language or topic can come before a colon; put anything else in quotation marks.
problem-rule-regex = I do not understand this regular expression ({ $reason }). Write one like /rate cuts?/

# ---- other wishes
problem-misread = I do not understand “{ $typed }” here. Write times like 08:00, days like mon-fri, dates like 2026-12-24.
problem-no-address = “{ $typed }” is not the address of a feed or a site. Write one like https://herald.example
problem-no-language = “{ $typed }” is not a language code. Write one such as en, fr, de, it, es or pt-BR.
problem-no-mute = Only a story, a source or a topic can be muted. Write for example story:k7qm, source:herald.example or topic:football.
problem-no-date = “{ $typed }” is not a date. Write one like 2026-12-01 or 2026-12-01T08:00Z.
problem-digest-gone = This digest no longer exists. /digest setup makes a new one.
problem-file-encoding = This file is not in UTF-8. /digest settings export gives you one that is.
problem-file-toml = This file is not TOML. /digest settings export gives you one to start from.
problem-file-empty = There are no settings in it. Write lines such as stories = 8, or give a file from /digest settings export.
problem-file-line = Line { $number } is not a setting. Write each one like this: stories = 8
problem-file-value = The value of { $setting } is neither text nor a number. Put it in quotation marks.
problem-nothing-to-say = There is nothing to report right now. Please try again later.
problem-step-failed = That took too much time or memory and was stopped. Please try again later, or ask for less.
problem-not-delivered = Nobody saw the message arrive. /digest status says what became of it.
# $reason is a sentence in English.
problem-other = That cannot be done: { $reason }

# ---- sources. $host is the name of a server, or of a file.
problem-robots = { $host } does not let bots read that page (robots.txt).
problem-no-feed = { $host } offers no feed, and there is none in the usual places. Give the address of the feed itself.
problem-no-list = { $host } has no list of feeds (OPML) that can be read.
problem-not-a-feed = What { $host } sends is not a feed that can be read (RSS, Atom or JSON Feed).
problem-source-missing = { $host } does not exist, or nothing in it can be read.
problem-page-missing = { $host } has nothing at that address. Please check how it is spelt.
problem-host-refuses = { $host } does not let us read that address.
problem-host-busy = { $host } asks to be left alone for a while. Please try again later.
problem-host-in-trouble = { $host } is having trouble (error { $status }). Please try again later.
problem-host-status = { $host } answers { $status } and sends nothing.
problem-host-private = { $host } is in a private network. Only public addresses are read.
problem-host-none = { $host } cannot be reached at that address. Write one like https://herald.example/rss, without a password.
problem-host-unknown = There is no server called { $host }. Please check how it is spelt.
problem-host-silent = { $host } does not answer. Please try again later.
problem-host-insecure = No secure connection to { $host } could be made: its certificate is not valid.
problem-host-redirects = { $host } keeps sending us from one address to the next.
problem-host-late = Reading { $host } took too long. Please try again, with fewer addresses at a time.
problem-too-large = { $host } sends more than can be read.
# $reason is a clause in English.
problem-fetch = { $host } sent nothing that can be read: { $reason }
