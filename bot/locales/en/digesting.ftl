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
    [one] There is nothing to tell of in the last hour.
   *[other] There is nothing to tell of in the last { $hours } hours.
}
now-nothing-about = { $hours ->
    [one] No story of the last hour is about “{ $topic }”.
   *[other] No story of the last { $hours } hours is about “{ $topic }”.
}
# On a button.
now-post = Post to channel
now-posted = { $stories ->
    [one] Posted: { $stories } story. It is on its way.
   *[other] Posted: { $stories } stories. They are on their way.
}
# $language is a name from CLDR, as it stands in running text.
now-post-language = What is posted is in the language of the channel: { $language }. Please leave out language:, or change that with /digest settings set language.
now-post-not-served = This bot is not connected to this chat just now, so nothing was posted.
now-post-paused = The digest of this channel is paused, so nothing was posted. /digest schedule resume brings it back.

# $moment is a day and a time.
last-headline = The digest of { $moment }
last-gone = { $count ->
    [one] { $count } story of it is no longer kept.
   *[other] { $count } stories of it are no longer kept.
}
last-all-gone = None of its stories is still kept.
last-none = No digest has been posted here yet.
last-too-far = { $count ->
    [one] Only { $count } digest that was posted here is known: /digest last
   *[other] Only { $count } digests that were posted here are known: /digest last n:{ $count } is the oldest.
}

preview-headline = The next digest, if it came now
preview-nothing = If it came now, it would have nothing to tell.
# Heads a list of stories.
preview-left-out = Left out
preview-others = { $count ->
    [one] { $count } more story is left out.
   *[other] { $count } more stories are left out.
}

# $zone is a name such as Europe/Paris.
coming-next = The next digest comes on { $moment } ({ $zone }).
coming-never = By its settings, no further digest will come. /digest schedule show says why.
coming-paused = The digest is paused until somebody resumes it: /digest schedule resume
coming-paused-until = The digest is paused until { $moment }.
