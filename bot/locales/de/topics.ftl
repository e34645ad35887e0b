# What the commands "topic …" answer. A rule says which stories are told or left out.

rule-counting = Ich zähle, auf wie viele Themen der letzten 7 Tage diese Regel zutrifft: { $rule }
rule-includes-stories = { $rules ->
    [one] Ab jetzt kommen nur noch Themen, auf die diese Regel zutrifft: { $rule }
   *[other] Ab jetzt kommen nur noch Themen, auf die eine von { $rules } Regeln zutrifft. Die neue: { $rule }
}
rule-includes-sources = { $rules ->
    [one] Ab jetzt zählen nur noch Artikel dieser Quelle: { $rule }
   *[other] Ab jetzt zählen nur noch Artikel von { $rules } genannten Quellen. Die neue: { $rule }
}
rule-includes-languages = { $rules ->
    [one] Ab jetzt zählen nur noch Artikel in dieser Sprache: { $rule }
   *[other] Ab jetzt zählen nur noch Artikel in { $rules } genannten Sprachen. Die neue: { $rule }
}
rule-excludes = Ab jetzt bleibt weg, worauf diese Regel zutrifft: { $rule }
rule-would-tell = { $stories ->
    [one] Sie trifft auf { $found } von { $stories } Thema der letzten 7 Tage zu.
   *[other] Sie trifft auf { $found } von { $stories } Themen der letzten 7 Tage zu.
}
rule-would-hide = { $stories ->
    [one] Sie lässt { $found } von { $stories } Thema der letzten 7 Tage weg.
   *[other] Sie lässt { $found } von { $stories } Themen der letzten 7 Tage weg.
}
rule-would-drop = { $articles ->
    [one] Sie lässt { $found } von { $articles } Artikel weg.
   *[other] Sie lässt { $found } von { $articles } Artikeln weg.
}
rule-no-stories = In den letzten 7 Tagen gab es kein Thema, an dem sie sich erproben ließe.
rule-moved = Sie stand bisher in der anderen Liste und wurde dort entfernt.
rule-examples = Zum Beispiel:

rule-included-already = Diese Regel gibt es schon, und sie entscheidet, was kommt: { $rule }
rule-excluded-already = Diese Regel gibt es schon, und sie entscheidet, was wegbleibt: { $rule }
rule-too-many = Es gibt schon { $most } Regeln, und mehr können es nicht sein. So schaffen Sie Platz: /digest topic remove
rule-needs-quotes = Bitte setzen Sie dies in Anführungszeichen, oder schreiben Sie für jeden Teil eine Regel: { $rule }

rule-removed = Diese Regel gibt es nicht mehr: { $rule }
rule-left-included = { $count ->
    [one] Es bleibt { $count } Regel dafür, was kommt.
   *[other] Es bleiben { $count } Regeln dafür, was kommt.
}
rule-none-included = Keine Regel schränkt mehr ein, was kommt.
rule-left-excluded = { $count ->
    [0] Keine Regel lässt mehr etwas weg.
    [one] Es bleibt { $count } Regel dafür, was wegbleibt.
   *[other] Es bleiben { $count } Regeln dafür, was wegbleibt.
}
rule-not-here = Es gibt keine Regel „{ $typed }“. Alle sehen Sie mit /digest topic list
rule-not-here-but = Es gibt keine Regel „{ $typed }“. Meinten Sie { $near }?
rule-list = { $count ->
    [one] { $count } Regel
   *[other] { $count } Regeln
}
rule-list-none = Diese Presseschau hat keine Regeln. So bleibt etwas weg: /digest topic exclude Fußball. So kommt nur, was passt: /digest topic include "grüner Wasserstoff"
rule-list-include = Nur das kommt
rule-list-exclude = Das bleibt weg
rule-numbered = { $number }. { $rule }
rule-list-more = … und { $count } weitere. Alle Einstellungen: /digest settings show
