# The digest of this moment, one that was posted, and the next one.

digest-being-made = Putting together the digest…

# Heads a digest of the last hours.
now-headline = { $hours ->
    [one] The last hour
   *[other] The last { $hours } hours
}
# $topic is what somebody wrote: "night trains".
now-headline-about = { $hours ->
    [one] About “{ $topic }” in the last hour
   *[other] About “{ $topic }” in the last { $hours } hours
}
now-nothing = { $hours ->
    [one] Nothing to report in the last hour.
   *[other] Nothing to report in the last { $hours } hours.
}
now-nothing-about = { $hours ->
    [one] No story of the last hour is about “{ $topic }”.
   *[other] No story of the last { $hours } hours is about “{ $topic }”.
}
# On a button.
now-post = Post to channel
now-posted = { $stories ->
    [one] { $stories } story is on its way to the channel.
   *[other] { $stories } stories are on their way to the channel.
}
# $language is a name from CLDR, as it stands in running text.
now-post-language = Posts are in the language of the channel: { $language }. Leave out language:, or change it, for example: /digest settings set language fr
now-post-not-served = This bot is not connected to this chat right now, so nothing was posted.
now-post-paused = The digest of this channel is paused, so nothing was posted. /digest schedule resume starts it again.

# $moment is a day and a time.
last-headline = The digest of { $moment }
last-gone = { $count ->
    [one] { $count } of its stories is no longer kept.
   *[other] { $count } of its stories are no longer kept.
}
last-all-gone = None of its stories are kept any more.
last-none = No digest has been posted here yet.
last-too-far = { $count ->
    [one] I know of only one digest posted here: /digest last
   *[other] I know of only { $count } digests posted here; the oldest one: /digest last n:{ $count }
}

preview-headline = The next digest as it stands now
preview-nothing = As it stands now, it would have nothing to report.
# Heads a list of stories.
preview-left-out = Left out
preview-others = { $count ->
    [one] { $count } more story is left out.
   *[other] { $count } more stories are left out.
}

# $zone is a name such as Europe/Paris.
coming-next = The next digest comes on { $moment } ({ $zone }).
coming-never = With its settings, no further digest will come. /digest schedule show says why.
coming-paused = The digest is paused until somebody resumes it: /digest schedule resume
coming-paused-until = The digest is paused until { $moment }.
