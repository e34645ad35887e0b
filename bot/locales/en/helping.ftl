# What `help` and `language` answer, and what stands beside proposals.

help-title = Commands
help-brackets = Anything in square brackets can be left out.
help-more = More about one of them: /digest help story
help-quotes = Words that belong together go in quotation marks: /digest now topic:"night train"
help-windows = /digest settings, /digest feed and /digest topic open a window to fill in.
help-only-members = Members of this workspace can use them.
help-for-everyone = For everyone
help-for-managers = For those who manage this channel
help-only-managers = For those who manage the channel.
help-needed = required
help-number = { $low } to { $high }
help-switch = yes or no
help-text = at most { $high } characters
help-example = Example: { $example }

language-shown = I answer you { $language }.
language-set = From now on I answer you { $language }.
language-of-news = You get the news { $language } where it is available; I answer in English myself.
language-forgotten = Your choice is forgotten. I answer you { $language }, the language of your chat or of this channel.
language-chosen = That is your own choice. To undo it: /digest language auto
language-automatic = It is the language of your chat or of this channel. To choose another by its code or name: /digest language fr
language-of-channel = What is posted in the channel stays { $language }.
language-unknown = I do not know the language “{ $language }”. Write its code or its name, such as fr or French.

proposal-auto = automatic
proposal-now = { $value } (now)
proposal-default = { $value } (default)
