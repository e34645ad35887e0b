# Le calendrier : show, set, pause, resume, skip.

schedule-heading = Calendrier
schedule-when-daily = La revue de presse paraît tous les jours à { $times }.
# $days est une liste : « lundi et jeudi ».
schedule-when = La revue de presse paraît chaque { $days } à { $times }.
schedule-zone = Les heures sont celles de { $zone }.
# $dates est une liste de jours et de périodes, $others le nombre de ceux qui restent.
schedule-quiet-dates = { $others ->
    [0] Jours sans revue de presse : { $dates }.
    [one] Jours sans revue de presse : { $dates }, et une autre période.
   *[other] Jours sans revue de presse : { $dates }, et { $others } autres périodes.
}
schedule-hours = de { $start } à { $end }
schedule-hours-hold = Heures calmes : { $hours }. Une revue prévue à ces heures paraît quand elles se terminent.
schedule-hours-drop = Heures calmes : { $hours }. Une revue prévue à ces heures ne paraît pas ; la suivante remonte plus loin.
schedule-next = Prochaines revues de presse
schedule-left-out = Sautées, comme demandé
schedule-others = { $count ->
    [one] et une autre
   *[other] et { $count } autres
}
schedule-exceptions = Ce qui n’aura pas lieu
schedule-run = { $day } à { $time }
schedule-is-set = Le calendrier est enregistré.
schedule-was-so = C’était déjà ainsi ; rien n’a été modifié.
# Ce que devient, par un changement, une heure déjà passée.
schedule-comes-now = La revue du { $day }, { $time }, paraît maintenant.
schedule-moved = Pas de revue le { $day } à { $time } : une autre heure du même jour a pris sa place.
schedule-missed = Pas de revue le { $day } à { $time } : il est trop tard pour celle-ci.
schedule-quiet = Pas de revue le { $day } à { $time } : ce sont des heures ou des jours calmes.
schedule-skipped = Pas de revue le { $day } à { $time } : elle est sautée, comme demandé.
schedule-is-paused = La revue de presse est suspendue.
schedule-paused = Aucune revue ne paraît tant que personne ne la reprend : /digest schedule resume
schedule-paused-until = Aucune revue ne paraît avant le { $moment } : elle est suspendue.
schedule-refused = Aucune revue ne paraît tant que personne ne la reprend : la messagerie a refusé la dernière ({ $reason }).
schedule-is-resumed = La revue de presse paraît de nouveau.
schedule-not-paused = La revue de presse n’est pas suspendue.
schedule-was-refused = Elle était suspendue parce que la messagerie en avait refusé une ({ $reason }). Si c’est toujours le cas, la prochaine sera refusée aussi.
schedule-is-skipped = { $count ->
    [one] La prochaine revue de presse est sautée.
   *[other] Les { $count } prochaines revues de presse sont sautées.
}
schedule-none-skipped = Aucune revue de presse n’est sautée.
schedule-no-runs = Aucune revue ne paraît dans les 400 prochains jours : les jours et heures calmes n’en laissent pas le temps.
schedule-no-digest-on = Pas de revue le { $day } : jour calme.
schedule-no-digest-between = Pas de revue du { $first } au { $last } : jours calmes.
schedule-held = La revue de { $time } paraît à { $until }, à la fin des heures calmes.
schedule-dropped = La revue de { $time } ne paraît pas : heures calmes.
schedule-pause = Suspendre
schedule-resume = Reprendre

# Ce qui est dit d’un calendrier incompréhensible ou ambigu.
schedule-empty = Écrivez quand la revue doit paraître, par exemple : 8h30 et 18h du lundi au vendredi
schedule-too-long = C’est trop long pour un calendrier. Écrivez des heures et des jours, par exemple : 8h30 et 18h du lundi au vendredi
schedule-no-word = Je ne comprends pas « { $part } ». Écrivez les heures, et les jours si ce n’est pas tous les jours, par exemple : 8h30 et 18h du lundi au vendredi
schedule-no-time = « { $part } » n’est pas une heure dont je puisse être sûr. Écrivez par exemple 8:30, 8h30 ou 18h, avec une virgule entre deux heures.
schedule-span = « { $part } » va d’une heure à une autre. Écrivez chaque heure à laquelle une revue doit paraître, par exemple : 8h, 18h
schedule-per-day = « { $part } » donne d’autres heures à d’autres jours, mais tous les jours ont les mêmes. Écrivez une fois les heures et une fois les jours : 8h30 et 18h du lundi au vendredi
until-unreadable = « { $text } » n’est pas un moment à venir que je comprenne, ou il est trop lointain. Écrivez par exemple 3d (trois jours), demain, lundi, 2026-12-01 ou 2026-12-01T08:00
