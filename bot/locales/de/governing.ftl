# The settings of a digest, who may change them, and setting a digest up. $setting is the name of a setting, $value what is written for it.

settings-title = Die Einstellungen dieser Presseschau
settings-how = So ändern Sie eine: /digest settings set stories 12. So setzen Sie sie zurück: /digest settings reset stories
settings-changed-here = Hier geändert
settings-as-usual = Standard
settings-more = { $count ->
    [one] … und noch ein Eintrag
   *[other] … und noch { $count } Einträge
}
settings-export-button = Exportieren
settings-set = { $setting } ist jetzt { $value }.
settings-before = vorher: { $value }
settings-same = { $setting } war schon { $value }. Es wurde nichts geändert.
settings-looking = { $count ->
    [one] Ich suche die Quelle …
   *[other] Ich suche { $count } Quellen …
}
settings-no-default = { $setting } hat keinen Standardwert. Wählen Sie einen Wert, zum Beispiel: /digest settings set language fr
settings-not-spoken = Der Bot hat keine Texte { $language }. Schreiben Sie eines dieser Wörter: { $words }.
settings-calls-everybody = Das würde hier alle benachrichtigen, und das tut eine Presseschau nie. Nennen Sie eine bestimmte Rolle oder Gruppe, oder schreiben Sie: none
settings-exported = Alle Einstellungen dieser Presseschau stehen in dieser Datei. /digest settings import liest sie wieder ein.
settings-import-one = Geben Sie entweder an, was /digest settings export schreibt, als Datei oder als Text, oder Zeilen wie stories = 8.
settings-import-large = Diese Datei ist größer als { $most } MB; so groß ist keine Datei mit Einstellungen.
settings-import-several = { $count ->
    [one] In dieser Datei steht eine Presseschau.
   *[other] In dieser Datei stehen { $count } Presseschauen. Lassen Sie nur die stehen, die Sie hier haben möchten.
}
settings-imported = { $count ->
    [one] Eine Einstellung wurde geändert.
   *[other] { $count } Einstellungen wurden geändert.
}
settings-imported-same = Alles war schon so. Es wurde nichts geändert.
settings-next-runs = Die nächsten Presseschauen
settings-paused = Sie pausiert. /digest schedule resume setzt sie fort.
settings-no-runs = Mit diesen Einstellungen kommt keine.

managers-added = { $count ->
    [one] { $people } darf diese Presseschau jetzt ändern.
   *[other] { $people } dürfen diese Presseschau jetzt ändern.
}
managers-already = { $count ->
    [one] { $people } durfte diese Presseschau schon ändern.
   *[other] { $people } durften diese Presseschau schon ändern.
}
managers-removed = { $count ->
    [one] { $people } steht nicht mehr in der Liste derer, die diese Presseschau verwalten.
   *[other] { $people } stehen nicht mehr in der Liste derer, die diese Presseschau verwalten.
}
managers-unknown = { $people } steht nicht in der Liste derer, die diese Presseschau verwalten. /digest managers list zeigt sie.
managers-too-many = Eine Presseschau kann höchstens { $most } Verwalter haben. Entfernen Sie zuerst jemanden: /digest managers remove
managers-no-longer-you = Sie selbst stehen nicht mehr in der Liste: Diese Presseschau muss von nun an jemand anderes ändern.
managers-platform = Wer diesen Kanal auf der Plattform verwaltet, darf sie außerdem immer ändern.
managers-title = { $count ->
    [0] In der Liste derer, die diese Presseschau verwalten, steht niemand.
    [one] Eine Person steht in der Liste derer, die diese Presseschau verwalten.
   *[other] { $count } Personen stehen in der Liste derer, die diese Presseschau verwalten.
}
managers-more = { $count ->
    [one] … und noch eine Person; /digest settings export nennt alle
   *[other] … und noch { $count } Personen; /digest settings export nennt alle
}

setup-title = Presseschau einrichten
setup-asks = Wann sollen die Nachrichten kommen, und in welcher Sprache? Alles lässt sich später ändern.
setup-asks-again = Diese Presseschau ist schon eingerichtet. Was Sie hier ändern, gilt für sie.
setup-language = Sprache
setup-timezone = Zeitzone
setup-timezone-hint = Europe/Berlin, America/New_York
setup-times = Uhrzeiten
setup-times-hint = 08:00, oder 08:30 und 18:00 montags bis freitags
setup-sources = Quellen
setup-sources-hint = starter, all oder Adressen von Feeds und Websites
setup-sources-stay = Leer lassen, damit die Quellen bleiben, wie sie sind
setup-topics = Stichwörter, die zuerst kommen
setup-topics-hint = Nachtzüge, Klima
setup-working = Ich richte eine Presseschau ein, Sprache: { $language } …
setup-nothing-followed = Wer den Bot betreibt, folgt noch keinem Feed. Schreiben Sie für den Anfang sources:starter oder die Adresse einer Zeitung.
setup-no-source = Keine der { $count } Quellen hat einen Feed, deshalb wurde nichts eingerichtet. Die erste: { $first }
setup-too-many = Das sind { $count } Feeds, und eine Presseschau kann höchstens { $most } haben. Bitte nennen Sie weniger.
setup-done = Die Presseschau ist eingerichtet.
setup-changed = Die Presseschau wurde geändert.
setup-in-language = Ihre Sprache: { $language }.
setup-feeds = { $count ->
    [one] Sie hat einen Feed.
   *[other] Sie hat { $count } Feeds.
}
setup-all-feeds = { $count ->
    [one] Sie hat alle Feeds, denen folgt, wer den Bot betreibt: zurzeit einen.
   *[other] Sie hat alle Feeds, denen folgt, wer den Bot betreibt: zurzeit { $count }.
}
setup-first-news = Neue Feeds werden in den nächsten Minuten gelesen; bis dahin gibt es vielleicht nichts zu berichten.
setup-set-timezone = Ihre Uhrzeiten gelten in UTC. Nennen Sie Ihre eigene Zeitzone, zum Beispiel: /digest settings set timezone Europe/Berlin
setup-only-you = Nur Sie sehen sie.
setup-refused = Nicht aufgenommen
setup-more-refused = { $count ->
    [one] … und noch eine
   *[other] … und noch { $count }
}
setup-preview-button = Vorschau
setup-settings-button = Einstellungen
setup-post-button = Jetzt veröffentlichen
