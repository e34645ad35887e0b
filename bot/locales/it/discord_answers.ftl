# Answers of commands on Discord.

# Below an answer of which lines or stories do not fit into five messages. $count of them.
answer-left-out = { $count ->
    [one] … e un’altra voce che qui non trova spazio
   *[other] … e altre { $count } voci che qui non trovano spazio
}
