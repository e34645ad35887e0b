# The schedule: show, set, pause, resume, skip.

schedule-heading = Schedule
schedule-when-daily = Digests come every day at { $times }.
# $days is a list: “Monday and Thursday”.
schedule-when = Digests come every { $days } at { $times }.
schedule-zone = Times are those of { $zone }.
# $dates is a list of days and of ranges of days, $others how many more there are.
schedule-quiet-dates = { $others ->
    [0] Quiet dates, without a digest: { $dates }.
    [one] Quiet dates, without a digest: { $dates }, and one more.
   *[other] Quiet dates, without a digest: { $dates }, and { $others } more.
}
schedule-hours = { $start } to { $end }
schedule-hours-hold = Quiet hours: { $hours }. A digest that is due then comes when they end.
schedule-hours-drop = Quiet hours: { $hours }. A digest that is due then does not come; the next one reaches back.
schedule-next = Next digests
schedule-left-out = Left out, as asked
schedule-others = { $count ->
    [one] and one more
   *[other] and { $count } more
}
schedule-exceptions = What will not happen
schedule-run = { $day } at { $time }
schedule-is-set = The schedule is set.
schedule-was-so = It was so already; nothing was changed.
# What a change of the schedule makes of a time that is over by it.
schedule-comes-now = The digest of { $day }, { $time }, comes now.
schedule-moved = No digest on { $day } at { $time }: another time of that day has taken its place.
schedule-missed = No digest on { $day } at { $time }: it is too late for that one.
schedule-quiet = No digest on { $day } at { $time }: these are quiet hours or dates.
schedule-skipped = No digest on { $day } at { $time }: it is left out, as asked.
schedule-is-paused = The digests are paused.
schedule-paused = No digest comes until somebody resumes them: /digest schedule resume
schedule-paused-until = No digest comes before { $moment }: they are paused.
schedule-refused = No digest comes until somebody resumes them: the chat refused the last one ({ $reason }).
schedule-is-resumed = The digests come again.
schedule-not-paused = The digests are not paused.
schedule-was-refused = They were paused since the chat refused one ({ $reason }). If that is still so, the next one is refused, too.
schedule-is-skipped = { $count ->
    [one] The next digest is left out.
   *[other] The next { $count } digests are left out.
}
schedule-none-skipped = No digest is left out.
schedule-no-runs = No digest comes in the next 400 days: quiet dates and hours leave no time for one.
schedule-no-digest-on = No digest on { $day }: a quiet date.
schedule-no-digest-between = No digest from { $first } to { $last }: quiet dates.
schedule-held = The digest of { $time } comes at { $until }, when the quiet hours end.
schedule-dropped = The digest of { $time } does not come: quiet hours.
schedule-pause = Pause
schedule-resume = Resume

# What is said of a schedule that cannot be meant, or may be meant in two ways.
schedule-empty = Write when digests are to come, for example: 08:30 and 18:00 on mon-fri
schedule-too-long = That is too long for a schedule. Write times and days, for example: 08:30 and 18:00 on mon-fri
schedule-no-word = I do not understand “{ $part }”. Write times, and days if it is not every day, for example: 08:30 and 18:00 on mon-fri
schedule-no-time = “{ $part }” is no time of the day that I can be sure of. Write for example 8:30, 18:00 or 6:30 pm, with a comma between two.
schedule-span = “{ $part }” goes from one time to another. Write each time at which a digest is to come, for example: 8:00, 18:00
schedule-per-day = “{ $part }” has other times on other days, but all days share their times. Write the times once and the days once: 08:30 and 18:00 on mon-fri
until-unreadable = “{ $text }” is no time to come that I understand, or too far away. Write for example 3d, tomorrow, Monday, 2026-12-01 or 2026-12-01T08:00
