# What is said of a command that is not written as it can be. $usage is what to write: “/digest story id [language]”.

text-too-long = That is too long: a command can have at most { $most } characters.
group-alone = /digest { $group } needs one more word: { $commands }
no-such-member = There is no command “{ $command }”. /digest { $group } is followed by one of these: { $commands }
no-such-option = There is no option “{ $option }” here. Write it like this: { $usage }
no-such-option-but = There is no option “{ $option }” here. Did you mean “{ $near }”? Write it like this: { $usage }
given-twice = “{ $option }” is there twice. Write it once: { $usage }
given-empty = There is nothing after “{ $option }”. Write it like this: { $usage }
given-too-little = “{ $option }” is missing. Write it like this: { $usage }
words-left = I do not know what “{ $words }” belongs to. Leave it out, or put words that belong together in quotation marks: { $usage }
wants-number = “{ $option }” takes a whole number from { $low } to { $high }, such as { $sample }.
wants-switch = “{ $option }” takes yes or no, such as { $option }:yes.
wants-choice = “{ $option }” takes one of these: { $choices }; such as { $sample }.
wants-choice-but = “{ $option }” takes one of these: { $choices }. Did you mean { $near }?
wants-length = “{ $option }” takes { $low } to { $high } characters; this has { $length }.
wants-letters = “{ $option }” contains characters that nobody can read; please write it again with letters and digits.
wants-file = “{ $option }” takes a file that is attached to the command, such as feeds.opml. Where that is not possible, /digest help shows what to write instead.
wants-text = “{ $option }” takes text, not a file.
wants-words = “{ $option }” takes words, not a person or channel of the chat. Write the name without @ and #.
