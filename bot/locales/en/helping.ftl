# What `help` and `language` answer, and what stands beside proposals.

help-title = Commands
help-brackets = What stands in square brackets may be left out.
help-more = More on one of them: /digest help story
help-only-members = Members of this workspace can use them.
help-for-everyone = For everyone
help-for-managers = For those who manage this channel
help-only-managers = For those who manage the channel.
help-needed = needed
help-number = { $low } to { $high }
help-switch = on or off
help-text = at most { $high } characters
help-example = Example: { $example }

language-shown = I answer you { $language }.
language-set = From now on I answer you { $language }.
language-of-news = You get the news { $language } where it is told so; my own words are in English.
language-forgotten = Your choice is forgotten. I answer you { $language }, as your chat or this channel has it.
language-chosen = You have chosen so. To forget it: /digest language auto
language-automatic = Your chat or this channel has it so. Choose another by its code or name: /digest language fr
language-of-channel = What is posted in the channel stays { $language }.
language-unknown = I know no language “{ $language }”. Write its code or its name, such as fr or French.

proposal-auto = automatic
proposal-now = { $value } (now)
proposal-default = { $value } (default)
