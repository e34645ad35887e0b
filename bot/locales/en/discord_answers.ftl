# Answers of commands on Discord.

# Below an answer of which lines or stories do not fit into five messages. $count of them.
answer-left-out = { $count ->
    [one] … and one more that does not fit here
   *[other] … and { $count } more that do not fit here
}
