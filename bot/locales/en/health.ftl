# What became of the digest of a channel, and what to do about it.

status-well = All is well.
status-troubled = Something needs attention.
status-runs = Recent digests
status-next = Next digests
status-messages = Last digest
status-feeds = Feeds

status-chat-halted = This chat has accepted nothing since { $at }: { $reason }. Whoever runs the bot has to set a new token.
status-refused = The digest is paused because the chat refused it: { $reason }. Let the bot post here again, then: /digest schedule resume
status-paused-until = The digest is paused until { $until }. /digest schedule resume starts it again now.
status-paused = The digest is paused until somebody resumes it: /digest schedule resume
status-missed = { $count ->
    [one] One digest was missed: the bot was not running when it was due. The next digest goes back far enough that nothing is missing.
   *[other] { $count } digests were missed: the bot was not running when they were due. The next digest goes back far enough that nothing is missing.
}
status-do-unknown = { $count ->
    [one] Nobody knows whether one part of the last digest arrived. Look in the channel; if it is not there: /digest resend
   *[other] Nobody knows whether { $count } parts of the last digest arrived. Look in the channel; if they are not there: /digest resend
}
status-do-failed = { $count ->
    [one] One part of the last digest did not arrive. The next digest includes what was in it; to have it now: /digest resend
   *[other] { $count } parts of the last digest did not arrive. The next digest includes what was in them; to have them now: /digest resend
}
status-resend-button = Send again
status-resume-button = Resume

status-run-planned = due, not ready yet
status-run-posted = posted
status-run-late = posted late
status-run-empty = nothing to report
status-run-missed = missed
status-run-quiet = quiet hours or date
status-run-skipped = skipped, as asked
status-run-moved = replaced by another time of that day
status-no-next = None is planned.
status-skips = { $count ->
    [one] One is skipped before that, as asked.
   *[other] { $count } are skipped before that, as asked.
}

status-none-sent = Nothing has been posted yet.
status-sent = { $total ->
    [one] Its only part arrived.
   *[other] { $count } of { $total } parts arrived.
}
status-pending = { $count } of { $total } waiting; next try: { $at }
status-unknown = { $count } of { $total }: arrival not confirmed
status-parts-refused = { $count } of { $total } refused by the chat
status-expired = { $count } of { $total } could not be sent in time
status-error = Last error: { $reason }

status-no-feed = This digest has no feeds. To add one: /digest feed add
status-feeds-count = { $count ->
    [one] { $count } feed
   *[other] { $count } feeds
}
status-feeds-fetched = last read: { $at }
status-feed-ended = { $feed } no longer exists.
status-feed-fails = { $count ->
    [one] { $feed } failed once. Next try: { $at }
   *[other] { $feed } failed { $count } times in a row. Next try: { $at }
}
status-more-feeds = { $count ->
    [one] and one more
   *[other] and { $count } more
}
status-do-feeds = /digest feed test says what is wrong with a feed; /digest feed remove takes it out.

# $permissions is a list of the names below, which are those of Discord's own settings.
lacks-permissions = I am missing permissions here. Give me these in this channel: { $permissions }
lacks-posting = I cannot post in this channel yet. Give me these permissions here: { $permissions }
lacks-see = View Channel
lacks-post = Send Messages
lacks-read-history = Read Message History
lacks-embed = Embed Links
lacks-attach = Attach Files
lacks-begin-threads = Create Public Threads
lacks-post-in-threads = Send Messages in Threads

resend-nothing = Every part of the last digest has arrived or is on its way. There is nothing to send again.
resend-sure = { $count ->
    [one] Send one part of the last digest again?
   *[other] Send { $count } parts of the last digest again?
}
resend-twice = { $count ->
    [one] One of them may have arrived. It would then be in the channel twice.
   *[other] { $count } of them may have arrived. They would then be in the channel twice.
}
resend-button = Send again
resend-done = { $count ->
    [one] One part is on its way again.
   *[other] { $count } parts are on their way again.
}

why-looking = Going through the stages of the next digest…
why-stages = What each stage says
why-passed = passed
why-was-told = It was in the digest of { $at }.
why-held-back = held back
why-no-article = “{ $name }” is neither a story nor an article of this digest. Write the id beside a story, or the address of an article.
why-no-feed = No feed of this digest is from { $host }, so its articles do not come in. To add it: /digest feed add { $host }
why-feed-fails = That article has not come in: the feed { $feed } cannot be read. { $reason }
why-feed-new = That article has not come in: the feed { $feed } has not been read yet.
why-not-come = That article was not in the feed { $feed } when it was last read ({ $at }). A feed does not hold every article of its site.
