# Stories that are looked for, and the largest ones.

search-no-words = Please write what to look for, in a few words: /digest search night train
search-reading = One moment: reading the last few weeks…
search-found = { $count ->
    [one] { $count } story on “{ $query }”
   *[other] { $count } stories on “{ $query }”
}
# There are more of them.
search-best = { $count ->
    [one] The story nearest to “{ $query }”
   *[other] The { $count } stories nearest to “{ $query }”
}
# $more is the greatest number of days that may be asked for.
search-nothing = { $days ->
    [one] Nothing on “{ $query }” in the last 24 hours. Try a longer period: days:{ $more }
   *[other] Nothing on “{ $query }” in the last { $days } days. Try a longer period: days:{ $more }
}
search-nothing-ever = { $days ->
    [one] Nothing on “{ $query }” in the last 24 hours. Try other words, or fewer.
   *[other] Nothing on “{ $query }” in the last { $days } days. Try other words, or fewer.
}

top-reading = One moment: looking for stories about “{ $topic }”…
top-headline = { $days ->
    [one] The biggest stories of the last 24 hours
   *[other] The biggest stories of the last { $days } days
}
top-about = { $days ->
    [one] On “{ $topic }”: the biggest stories of the last 24 hours
   *[other] On “{ $topic }”: the biggest stories of the last { $days } days
}
top-nothing = { $days ->
    [one] There are no stories from the last 24 hours.
   *[other] There are no stories from the last { $days } days.
}
top-nothing-about = { $days ->
    [one] None of the biggest stories of the last 24 hours is about “{ $topic }”. /digest search looks through all of them.
   *[other] None of the biggest stories of the last { $days } days is about “{ $topic }”. /digest search looks through all of them.
}
