home-title = Presseschauen, die Sie ändern dürfen
home-own = Ihre eigene Presseschau; nur Sie sehen sie.
home-next = Die nächste: { $moment }
home-what = { $count ->
    [one] Sie kommt { $language }, aus einem Feed.
   *[other] Sie kommt { $language }, aus { $count } Feeds.
}
home-more = { $count ->
    [one] … und eine weitere, die hier nicht steht. So sehen Sie sie: /digest schedule show in ihrem Kanal
   *[other] … und { $count } weitere, die hier nicht stehen. So sehen Sie eine: /digest schedule show in ihrem Kanal
}
home-status = Status
home-setup = Eine Presseschau für mich
home-help = Hilfe
home-language = Meine Sprache
