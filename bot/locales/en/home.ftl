# The page of a person: the digests that they may change. $language is a phrase such as “in French”.

home-title = Digests that you can change
home-own = Your own digest; only you can see it.
home-next = Next: { $moment }
home-what = { $count ->
    [one] It is { $language }, from one feed.
   *[other] It is { $language }, from { $count } feeds.
}
home-more = { $count ->
    [one] … and one more that is not shown here. To see it, in its channel: /digest schedule show
   *[other] … and { $count } more that are not shown here. To see one, in its channel: /digest schedule show
}
home-status = Status
home-setup = A digest for me
home-help = Help
home-language = My language
