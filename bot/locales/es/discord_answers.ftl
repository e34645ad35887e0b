# Answers of commands on Discord.

# Below an answer of which lines or stories do not fit into five messages. $count of them.
answer-left-out = { $count ->
    [one] … y otra entrada que no cabe aquí
   *[other] … y otras { $count } entradas que no caben aquí
}
