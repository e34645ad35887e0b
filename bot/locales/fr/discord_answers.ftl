# Answers of commands on Discord.

# Below an answer of which lines or stories do not fit into five messages. $count of them.
answer-left-out = { $count ->
    [one] … et un autre élément qui ne tient pas ici
   *[other] … et { $count } autres éléments qui ne tiennent pas ici
}
