welcome-title = Guten Tag! Ich bringe Ihnen die Nachrichten.
welcome-what = Ich veröffentliche zu festen Zeiten eine Presseschau: jedes Thema einmal, in Ihrer Sprache, mit allen Quellen.
welcome-setup = Zum Einrichten schreibt jemand, der einen Kanal verwaltet, /digest setup in den Kanal, der die Presseschau bekommen soll.
welcome-help = /digest help zeigt alles, was ich kann.
welcome-back = { $count ->
    [one] Ich war schon einmal hier, und die Presseschau von damals ist noch gespeichert; /digest schedule resume in ihrem Kanal bringt sie zurück.
   *[other] Ich war schon einmal hier, und die { $count } Presseschauen von damals sind noch gespeichert; /digest schedule resume im jeweiligen Kanal bringt sie zurück.
}
welcome-setup-button = Hier einrichten
