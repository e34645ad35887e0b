home-title = Presseschauen, die Sie ändern dürfen
home-own = Ihre eigene Presseschau; nur Sie sehen sie.
home-next = Die nächste: { $moment }
home-what = { $count ->
    [one] Sie kommt { $language }, aus einem Feed.
   *[other] Sie kommt { $language }, aus { $count } Feeds.
}
home-more = { $count ->
    [one] … und eine weitere, die hier nicht steht. So sehen Sie sie in ihrem Kanal: /digest schedule show
   *[other] … und { $count } weitere, die hier nicht stehen. So sehen Sie eine in ihrem Kanal: /digest schedule show
}
home-status = Status
home-setup = Eine Presseschau für mich
home-help = Hilfe
home-language = Meine Sprache
