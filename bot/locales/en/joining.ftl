# Said once in the first channel of a server or workspace that the bot has joined, to everybody there.

welcome-title = Hello! I bring you the news.
welcome-what = I post a digest of the news at set times: each story once, in your language, with all its sources.
welcome-setup = To begin, somebody who manages a channel writes /digest setup in the channel that is to get the digest.
welcome-help = /digest help lists everything I can do.
welcome-back = { $count ->
    [one] I have been here before, and the digest of that time is still kept; /digest schedule resume in its channel brings it back.
   *[other] I have been here before, and the { $count } digests of that time are still kept; /digest schedule resume in the channel of each brings it back.
}
welcome-setup-button = Set up here
