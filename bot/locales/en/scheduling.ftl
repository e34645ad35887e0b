# The schedule: show, set, pause, resume, skip.

schedule-heading = Schedule
schedule-when-daily = The digest comes every day at { $times }.
# $days is a list: “Monday and Thursday”.
schedule-when = The digest comes every { $days } at { $times }.
schedule-zone = Times are in { $zone }.
# $dates is a list of days and of ranges of days, $others how many more there are.
schedule-quiet-dates = { $others ->
    [0] Quiet dates, without a digest: { $dates }.
    [one] Quiet dates, without a digest: { $dates }, and one more.
   *[other] Quiet dates, without a digest: { $dates }, and { $others } more.
}
schedule-hours = { $start } to { $end }
schedule-hours-hold = Quiet hours: { $hours }. A digest due in that time comes when it ends.
schedule-hours-drop = Quiet hours: { $hours }. A digest due in that time does not come; the next one goes further back.
schedule-next = Next digests
schedule-left-out = Skipped, as asked
schedule-others = { $count ->
    [one] and one more
   *[other] and { $count } more
}
schedule-exceptions = What will not happen
schedule-run = { $day } at { $time }
schedule-is-set = The schedule is set.
schedule-was-so = It was like that already; nothing was changed.
# What a change of the schedule makes of a time that is over by it.
schedule-comes-now = The digest of { $day }, { $time }, is coming now.
schedule-moved = No digest on { $day } at { $time }: another time of that day has taken its place.
schedule-missed = No digest on { $day } at { $time }: it is too late for that one.
schedule-quiet = No digest on { $day } at { $time }: that is in quiet hours or on a quiet date.
schedule-skipped = No digest on { $day } at { $time }: it is skipped, as asked.
schedule-is-paused = The digest is paused.
schedule-paused = No digest until somebody resumes it: /digest schedule resume
schedule-paused-until = No digest before { $moment }: it is paused.
schedule-refused = No digest until somebody resumes it: the chat refused the last one ({ $reason }).
schedule-is-resumed = The digest is resumed.
schedule-not-paused = The digest is not paused.
schedule-was-refused = It was paused because the chat refused one ({ $reason }). If nothing has changed there, the next one will be refused too.
schedule-is-skipped = { $count ->
    [one] The next digest is skipped.
   *[other] The next { $count } digests are skipped.
}
schedule-none-skipped = No digest is skipped.
schedule-no-runs = No digest in the next 400 days: quiet dates and hours leave no time for one.
schedule-no-digest-on = No digest on { $day }: quiet date.
schedule-no-digest-between = No digest from { $first } to { $last }: quiet dates.
schedule-held = The digest of { $time } comes at { $until }, when quiet hours end.
schedule-dropped = The digest of { $time } does not come: quiet hours.
schedule-pause = Pause
schedule-resume = Resume

# What is said of a schedule that cannot be meant, or may be meant in two ways.
schedule-empty = Write when the digest should come, for example: 08:30 and 18:00 on mon-fri
schedule-too-long = That is too long for a schedule. Write times and days, for example: 08:30 and 18:00 on mon-fri
schedule-no-word = I do not understand “{ $part }”. Write times, and days if it is not every day, for example: 08:30 and 18:00 on mon-fri
schedule-no-hour = “{ $part }” leaves the hour open. Write it as well, for example: every morning at 8
schedule-no-time = “{ $part }” is not a clear time of day. Write for example 8:30, 18:00 or 6:30 pm, with a comma between two.
schedule-span = “{ $part }” goes from one time to another. Write each time at which the digest should come, for example: 8:00, 18:00
schedule-per-day = “{ $part }” has different times on different days, but all days share the same times. Write the times once and the days once: 08:30 and 18:00 on mon-fri
until-unreadable = I do not understand “{ $text }” as a time to come. Write for example 3d, tomorrow, Monday, 2026-12-01 or 2026-12-01T08:00
until-over = “{ $text }” is over already. Write a time to come, for example 3d, tomorrow or Monday
until-too-far = “{ $text }” is more than ten years ahead. Write a nearer time, or none: then it lasts until somebody ends it
