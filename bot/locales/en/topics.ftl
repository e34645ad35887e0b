# What the commands "topic …" answer. A rule says which stories are told or left out.

rule-counting = Counting which stories of the last 7 days this rule meets: { $rule }
rule-includes-stories = { $rules ->
    [one] From now on only stories that meet this rule are told: { $rule }
   *[other] From now on only stories that meet one of { $rules } rules are told. The new one: { $rule }
}
rule-includes-sources = { $rules ->
    [one] From now on only articles of this source count: { $rule }
   *[other] From now on only articles of { $rules } named sources count. The new one: { $rule }
}
rule-includes-languages = { $rules ->
    [one] From now on only articles in this language count: { $rule }
   *[other] From now on only articles in { $rules } named languages count. The new one: { $rule }
}
rule-excludes = From now on what meets this rule is left out: { $rule }
rule-would-tell = { $stories ->
    [one] It meets { $found } of { $stories } story of the last 7 days.
   *[other] It meets { $found } of { $stories } stories of the last 7 days.
}
rule-would-hide = { $stories ->
    [one] It hides { $found } of { $stories } story of the last 7 days.
   *[other] It hides { $found } of { $stories } stories of the last 7 days.
}
rule-would-drop = { $articles ->
    [one] It leaves out { $found } of { $articles } article.
   *[other] It leaves out { $found } of { $articles } articles.
}
rule-no-stories = There was no story in the last 7 days to try it on.
rule-moved = It stood in the other list until now, and was taken from there.
rule-examples = For example:

rule-included-already = This rule is there already, and decides what is told: { $rule }
rule-excluded-already = This rule is there already, and decides what is left out: { $rule }
rule-too-many = There are { $most } rules already, and there can be no more. To make room: /digest topic remove
rule-needs-quotes = Please put this into quotation marks, or write a rule for each part: { $rule }

rule-removed = This rule is gone: { $rule }
rule-left-included = { $count ->
    [one] { $count } rule is left for what is told.
   *[other] { $count } rules are left for what is told.
}
rule-none-included = No rule narrows what is told any more.
rule-left-excluded = { $count ->
    [0] No rule leaves anything out any more.
    [one] { $count } rule is left for what is left out.
   *[other] { $count } rules are left for what is left out.
}
rule-not-here = There is no rule “{ $typed }”. To see them all: /digest topic list
rule-not-here-but = There is no rule “{ $typed }”. Did you mean { $near }?
rule-list = { $count ->
    [one] { $count } rule
   *[other] { $count } rules
}
rule-list-none = This digest has no rules. One can be added: /digest topic exclude football, or /digest topic include "rate cut"
rule-list-include = Only this is told
rule-list-exclude = This is left out
rule-numbered = { $number }. { $rule }
rule-list-more = … and { $count } more. All settings: /digest settings show
