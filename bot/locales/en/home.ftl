# The page of a person: the digests that they may change. $language is a phrase such as “in French”.

home-title = Digests that you can change
home-own = Your own digest; only you can see it.
home-next = Next: { $moment }
home-what = { $count ->
    [one] It is { $language }, from one feed.
   *[other] It is { $language }, from { $count } feeds.
}
home-more = { $count ->
    [one] … and one more that is not shown here. To see it: /digest schedule show in its channel
   *[other] … and { $count } more that are not shown here. To see one: /digest schedule show in its channel
}
home-status = Status
home-setup = A digest for me
home-help = Help
home-language = My language
