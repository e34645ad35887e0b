# What each stage of a digest makes of an article or its story. Clauses without a full stop; ages are in hours.

why-stage-date = date
why-stage-language = language
why-stage-filter = filter
why-stage-story = story
why-stage-rank = rank
why-stage-novelty = novelty
why-stage-cap = cap
why-told-in-all = Its story is told.
why-not-told = Not told: { $stage }.

why-age = { $age } h old; the digest reaches { $limit } h back
why-age-endless = { $age } h old; the digest reaches back without end
why-late = { $age } h old, but it came since the last digest
why-too-young = dated { $age } h after the end of the digest
why-undated = it has no date, and articles without one are left out

why-wished = { $language } is the wished language
why-also-read = { $language } is number { $place } of the languages read
why-story-read = { $language } is not read, but another article of its story is in a language that is read (number { $place })
why-skipped = { $language } is not read, nor is another language of the story: such stories are left out
why-not-read = { $language } is not read, nor is another language of the story, which is told all the same

why-no-rule = no rule
why-not-included = no rule includes it
why-nearest = no rule includes it; the nearest topic is { $near } near, and { $wanted } is wanted
why-included = the rule { $rule } includes it, true of { $share } of the story’s articles
why-excluded = the rule { $rule } excludes it, true of { $share } of the story’s articles
why-included-near = the rule { $rule } includes it, { $near } near
why-excluded-near = the rule { $rule } excludes it, { $near } near

why-ungrouped = it belongs to no story yet
why-several = { $articles ->
    [one] { $articles } article
   *[other] { $articles } articles
} of { $publishers ->
    [one] { $publishers } publisher
   *[other] { $publishers } publishers
}
why-single = { $articles ->
    [one] { $articles } article
   *[other] { $articles } articles
} of { $publishers ->
    [one] { $publishers } publisher
   *[other] { $publishers } publishers
}; fewer than { $limit } make it a find of a single source

why-ranked = place { $place } of { $of }, score { $score }: { $publishers ->
    [one] { $publishers } publisher
   *[other] { $publishers } publishers
}, { $languages ->
    [one] { $languages } language
   *[other] { $languages } languages
}, { $age } h old, { $joined } joined in the last { $hours } h
why-ranked-by-topic = place { $place } of { $of }, score { $score }: { $publishers ->
    [one] { $publishers } publisher
   *[other] { $publishers } publishers
}, { $languages ->
    [one] { $languages } language
   *[other] { $languages } languages
}, { $age } h old, { $joined } joined in the last { $hours } h, topic { $topic }

why-new = new to its readers
why-had = told { $told } h ago, and no article came since
why-update = told { $told } h ago, { $articles ->
    [one] { $articles } article
   *[other] { $articles } articles
} and { $publishers ->
    [one] { $publishers } new publisher
   *[other] { $publishers } new publishers
} since: an update
why-nothing-new = told { $told } h ago, { $articles ->
    [one] { $articles } article
   *[other] { $articles } articles
} and { $publishers ->
    [one] { $publishers } new publisher
   *[other] { $publishers } new publishers
} since: nothing new to quote
why-rests = told { $told } h ago, { $articles ->
    [one] { $articles } article
   *[other] { $articles } articles
} and { $publishers ->
    [one] { $publishers } new publisher
   *[other] { $publishers } new publishers
} since: it does not return yet

why-told = number { $count } of at most { $limit }
why-stories = { $count } of { $limit } stories are told already
why-singles = { $count } of { $limit } finds of a single source are told already
why-topic = { $count } of { $limit } stories of the topic { $name } are told already
why-publisher = { $count } of { $limit } stories of the publisher { $name } are told already
