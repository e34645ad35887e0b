# The words of the buttons under a digest in Discord.

# Shows the digest to whoever presses it, in the language that they have set.
discord-my-language = My language
