# What anybody is told whose command is not done.

no-digest-here = This channel has no digest yet. Anyone who manages it can set one up: /digest setup
no-digest-of-yours = You have no digest of your own yet. To set one up: /digest setup
only-members = Only members of this workspace can use its digest. /digest help shows what else there is.
only-managers = Only people who manage this channel (admins, for example), or who were added with /digest managers add, may do that.
no-such-command = There is no command “{ $command }”. /digest help lists them all.
no-such-command-but = There is no command “{ $command }”. Did you mean /digest { $near }?
runs-already = /digest { $command } is already running here, and the answer goes to whoever asked first. Please try again in a minute.
too-soon = { $seconds ->
    [one] /digest { $command } was used here a moment ago. Please wait one more second.
   *[other] /digest { $command } was used here a moment ago. Please wait { $seconds } more seconds.
}
still-answering-you = Your last two questions are still being answered. Please ask again in a moment.
still-answering-others = Very many people are waiting for an answer right now. Please ask again in a minute.
database-does-not-answer = The database is not responding right now. Nothing was changed; please try again in a minute.
our-mistake = Something went wrong, and it is our fault. Nothing was changed; whoever runs this bot will find it in the log.
