# What anybody is told whose command is not done.

no-digest-here = This channel has no digest yet. Somebody who manages it can make one: /digest setup
only-members = Only members of this workspace can use its digest. /digest help says what else there is.
only-managers = Only those who manage this channel, or are named by /digest managers list, may do that.
no-such-command = There is no command “{ $command }”. /digest help lists them.
no-such-command-but = There is no command “{ $command }”. Did you mean /digest { $near }?
runs-already = /digest { $command } is running here already. Its answer comes in a moment.
too-soon = { $seconds ->
    [one] /digest { $command } ran here a moment ago. Please wait one more second.
   *[other] /digest { $command } ran here a moment ago. Please wait { $seconds } seconds more.
}
database-does-not-answer = The database does not answer just now. Nothing was changed; please try again in a minute.
our-mistake = Something went wrong, and it is our mistake. Nothing was changed; whoever runs this bot finds it in the log.
