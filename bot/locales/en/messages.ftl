# Asked on a message that the bot has posted.

# $days is for how long digests are kept.
read-forgotten = This digest is older than what I keep ({ $days ->
    [one] { $days } day
   *[other] { $days } days
}). /digest last shows the last one again.
message-not-here = This message is not part of a digest of this channel.
about-unknown = I know of no stories in this message: it is none of mine, or older than what I keep ({ $days ->
    [one] { $days } day
   *[other] { $days } days
}). Please point at a message of a digest.
about-forgotten = I no longer have the stories of this message: stories are kept for { $days ->
    [one] { $days } day
   *[other] { $days } days
}.
about-which = Which of these stories?
