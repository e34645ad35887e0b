# What the bot says in a digest and beside it. Every locale has these same keys; one that is missing is said in English.

digest-title = News digest
# Heads a private message with what is new of one story.
note-title = A story you follow
counts = { $stories ->
    [one] { $stories } story
   *[other] { $stories } stories
} from { $articles ->
    [one] { $articles } article
   *[other] { $articles } articles
}
publishers = { $count ->
    [one] { $count } publisher
   *[other] { $count } publishers
}
all-articles = { $count ->
    [one] The article
   *[other] All { $count } articles
}
no-stories = Nothing to report in this period.
# Stands above the stories of a digest that nobody could send when it was due.
comes-late = This digest comes later than planned.

# A story that the reader has had, with what is new of it; stands before or beside its headline.
update = update
# Heads the stories that too few publishers tell.
singles = From a single source
# Shows the digest to whoever chooses it, in the language that they have set.
my-language = My language

# $day is a whole date. A chat writes it in the language of each reader, so no article goes with it.
up-to = up to { $day }
undated = undated
times-in = Times are in { $zone }.
verbatim = Every sentence in quotation marks is quoted word for word from the article it links to.

# $language is a name from CLDR, as it stands in running text.
in-language = in { $language }
in-unknown-language = in an unknown language
unknown-language = unknown language
unknown-language-called = unknown language ({ $code })

# What a screen reader says before the short name of a story.
story-name = Story

# To those who look after a channel. $reason is a clause in English, as the chat or the system gives it.
paused-refused = The digest for { $channel } is paused: the chat refused it ({ $reason }). Once that is put right, you can resume it there.
