read-forgotten = Diese Presseschau ist älter als das, was ich aufbewahre ({ $days ->
    [one] { $days } Tag
   *[other] { $days } Tage
}). /digest last zeigt die letzte noch einmal.
message-not-here = Diese Nachricht gehört zu keiner Presseschau dieses Kanals.
about-unknown = Zu dieser Nachricht kenne ich keine Themen: Sie ist nicht von mir oder älter als das, was ich aufbewahre ({ $days ->
    [one] { $days } Tag
   *[other] { $days } Tage
}). Bitte wählen Sie eine Nachricht einer Presseschau.
about-forgotten = Die Themen dieser Nachricht habe ich nicht mehr: Themen werden { $days ->
    [one] { $days } Tag
   *[other] { $days } Tage
} lang aufbewahrt.
about-which = Welches dieser Themen?
