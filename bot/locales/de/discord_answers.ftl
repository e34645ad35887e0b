# Answers of commands on Discord.

# Below an answer of which lines or stories do not fit into five messages. $count of them.
answer-left-out = { $count ->
    [one] … und ein weiterer Eintrag, der hier keinen Platz hat
   *[other] … und { $count } weitere Einträge, die hier keinen Platz haben
}
