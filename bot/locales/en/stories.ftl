# One story, looked up and followed.

no-such-story = There is no story “{ $id }” here. Every story of a digest has its id beside it; /digest top lists today’s.
story-forgotten = There is no story “{ $id }” here any more: stories are kept for { $days ->
    [one] { $days } day
   *[other] { $days } days
}. Every story of a digest has its id beside it; /digest top lists today’s.
story-unknown = There is no story “{ $id }” here; if there was one, it has expired: stories are kept for { $days ->
    [one] { $days } day
   *[other] { $days } days
}. Every story of a digest has its id beside it; /digest top lists today’s.

story-reading = { $articles ->
    [one] One moment: reading the article on this story.
   *[other] One moment: reading the { $articles } articles on this story.
}
# $old and $id are ids of stories.
story-joined = { $old } is now part of { $id }.
story-nothing-quoted = Its articles have only a headline: there is nothing to quote.
story-since = New since you last looked ({ $when })
story-nothing-new = { $articles ->
    [one] One more article came. It says nothing new.
   *[other] { $articles } more articles came. They say nothing new.
}

story-timeline = Timeline
# $language is "in German", as in-language gives it.
story-first = First report, { $language }: { $publisher }
story-first-in = First report { $language }: { $publisher }
story-latest = Latest report: { $publisher }
# $time is "6 hours".
story-growth = { $time } after the first report: { $articles ->
    [one] { $articles } article
   *[other] { $articles } articles
} from { $publishers ->
    [one] { $publishers } publisher
   *[other] { $publishers } publishers
}

story-publishers = Publishers by language
# $language is "German", at the beginning of a line.
story-told-in = { $language }: { $count ->
    [one] { $count } publisher
   *[other] { $count } publishers
}
story-more-publishers = { $count ->
    [one] and one more
   *[other] and { $count } more
}
story-more-languages = { $count ->
    [one] and one more language
   *[other] and { $count } more languages
}

story-button-sources = Sources
story-button-follow = Follow
story-button-unfollow = Unfollow
story-button-more = More

sources-more = { $articles ->
    [one] and one more article
   *[other] and { $articles } more articles
}

follow-done = You now follow this story.
follow-already = You already follow this story.
follow-promise = You get a private note when there is something new, at most one every { $hours } hours, until the story ends.
follow-ended = The story “{ $id }” has ended: its last article is from { $when }, and no more will be added. It can no longer be followed.
follow-too-many = You follow { $count } stories, and that is the limit. Give one up first, for example: /digest unfollow { $id }

unfollow-done = You get no more notes on { $id }.
unfollow-all-done = { $count ->
    [one] You followed one story. You get no more notes on it.
   *[other] You followed { $count } stories. You get no more notes on them.
}
unfollow-none = You are not following any story. To follow one, write its id: /digest follow k7qm
# $ids is a list such as "k7qm, d2fl"; $more is how many it leaves out.
unfollow-other = { $more ->
    [0] You do not follow “{ $id }”. You follow: { $ids }.
    [one] You do not follow “{ $id }”. You follow: { $ids } (and one more).
   *[other] You do not follow “{ $id }”. You follow: { $ids } (and { $more } more).
}
