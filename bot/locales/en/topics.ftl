# What the commands "topic …" answer. A rule says which stories are told or left out.

rule-counting = Counting how many stories of the last 7 days match this rule: { $rule }
rule-includes-stories = { $rules ->
    [one] From now on only stories that match this rule are included: { $rule }
   *[other] From now on only stories that match one of { $rules } rules are included. The new one: { $rule }
}
rule-includes-sources = { $rules ->
    [one] From now on only articles from this source count: { $rule }
   *[other] From now on only articles from the { $rules } sources named count. The new one: { $rule }
}
rule-includes-languages = { $rules ->
    [one] From now on only articles in this language count: { $rule }
   *[other] From now on only articles in the { $rules } languages named count. The new one: { $rule }
}
rule-excludes = From now on whatever matches this rule is left out: { $rule }
rule-would-tell = { $stories ->
    [one] It matches { $found } of { $stories } story of the last 7 days.
   *[other] It matches { $found } of { $stories } stories of the last 7 days.
}
rule-would-hide = { $stories ->
    [one] It leaves out { $found } of { $stories } story of the last 7 days.
   *[other] It leaves out { $found } of { $stories } stories of the last 7 days.
}
rule-would-drop = { $articles ->
    [one] It leaves out { $found } of { $articles } article.
   *[other] It leaves out { $found } of { $articles } articles.
}
rule-no-stories = There was no story in the last 7 days to try it on.
rule-moved = It was in the other list until now, and has been taken out of it.
rule-examples = For example:

rule-included-already = This rule already exists and decides what is included: { $rule }
rule-excluded-already = This rule already exists and decides what is left out: { $rule }
rule-too-many = There are already { $most } rules, and there can be no more. To make room: /digest topic remove
rule-needs-quotes = Please put this in quotation marks, or write a rule for each part: { $rule }

rule-removed = This rule is gone: { $rule }
rule-left-included = { $count ->
    [one] { $count } rule is left for what is included.
   *[other] { $count } rules are left for what is included.
}
rule-none-included = No rule limits what is included any more.
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
rule-list-none = This digest has no rules. To leave something out: /digest topic exclude football. To include only what matches: /digest topic include "rate cut"
rule-list-include = Only this is included
rule-list-exclude = This is left out
rule-numbered = { $number }. { $rule }
rule-list-more = … and { $count } more. All settings: /digest settings show
