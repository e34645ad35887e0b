# The words of a digest in Slack alone.

# On a menu below a digest, of languages to choose from; at most 75 characters.
slack-read-in = Read in another language
