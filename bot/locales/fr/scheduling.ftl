# Le calendrier : show, set, pause, resume, skip.

schedule-heading = Calendrier
schedule-when-daily = La revue de presse paraît tous les jours à { $times }.
# $days est une liste : « lundi et jeudi ».
schedule-when = La revue de presse paraît chaque { $days } à { $times }.
schedule-zone = Heures données en { $zone }.
# $dates est une liste de jours et de périodes, $others le nombre de ceux qui restent.
schedule-quiet-dates = { $others ->
    [0] Jours calmes, sans revue de presse : { $dates }.
    [one] Jours calmes, sans revue de presse : { $dates }, et une autre période.
   *[other] Jours calmes, sans revue de presse : { $dates }, et { $others } autres périodes.
}
schedule-hours = de { $start } à { $end }
schedule-hours-hold = Heures calmes : { $hours }. Une revue de presse prévue à ces heures paraît quand elles se terminent.
schedule-hours-drop = Heures calmes : { $hours }. Une revue de presse prévue à ces heures ne paraît pas ; la suivante remonte plus loin.
schedule-next = Prochaines revues de presse
schedule-left-out = Sautées, comme demandé
schedule-others = { $count ->
    [one] et une autre
   *[other] et { $count } autres
}
schedule-exceptions = Ce qui n’aura pas lieu
schedule-run = { $day } à { $time }
schedule-is-set = Le calendrier est enregistré.
schedule-was-so = C’était déjà ainsi ; rien n’a été modifié.
# Ce que devient, par un changement, une heure déjà passée.
schedule-comes-now = La revue de presse du { $day }, { $time }, paraît maintenant.
schedule-moved = Pas de revue de presse le { $day } à { $time } : une autre heure du même jour a pris sa place.
schedule-missed = Pas de revue de presse le { $day } à { $time } : il est trop tard pour celle-ci.
schedule-quiet = Pas de revue de presse le { $day } à { $time } : ce sont des heures ou des jours calmes.
schedule-skipped = Pas de revue de presse le { $day } à { $time } : elle est sautée, comme demandé.
schedule-is-paused = La revue de presse est suspendue.
schedule-paused = Pas de revue de presse jusqu’à ce que quelqu’un la relance : /digest schedule resume
schedule-paused-until = Pas de revue de presse avant le { $moment } : elle est suspendue.
schedule-refused = Pas de revue de presse jusqu’à ce que quelqu’un la relance : la messagerie a refusé la dernière ({ $reason }).
schedule-is-resumed = La revue de presse est relancée.
schedule-not-paused = La revue de presse n’est pas suspendue.
schedule-was-refused = Elle était suspendue parce que la messagerie en avait refusé une ({ $reason }). Si c’est toujours le cas, la prochaine sera refusée aussi.
schedule-is-skipped = { $count ->
    [one] La prochaine revue de presse est sautée.
   *[other] Les { $count } prochaines revues de presse sont sautées.
}
schedule-none-skipped = Aucune revue de presse n’est sautée.
schedule-no-runs = Pas de revue de presse dans les 400 prochains jours : les jours et heures calmes ne laissent pas de place.
schedule-no-digest-on = Pas de revue de presse le { $day } : jour calme.
schedule-no-digest-between = Pas de revue de presse du { $first } au { $last } : jours calmes.
schedule-held = La revue de presse de { $time } paraît à { $until }, à la fin des heures calmes.
schedule-dropped = La revue de presse de { $time } ne paraît pas : heures calmes.
schedule-pause = Suspendre
schedule-resume = Relancer

# Ce qui est dit d’un calendrier incompréhensible ou ambigu.
schedule-empty = Écrivez quand la revue de presse doit paraître, par exemple : 8h30 et 18h du lundi au vendredi
schedule-too-long = C’est trop long pour un calendrier. Écrivez des heures et des jours, par exemple : 8h30 et 18h du lundi au vendredi
schedule-no-word = Je ne comprends pas « { $part } ». Écrivez les heures, et les jours si ce n’est pas tous les jours, par exemple : 8h30 et 18h du lundi au vendredi
schedule-no-hour = « { $part } » ne dit pas à quelle heure. Écrivez-la aussi, par exemple : tous les matins à 8h
schedule-no-time = « { $part } » n’est pas une heure claire. Écrivez par exemple 8:30, 8h30 ou 18h, avec une virgule entre deux heures.
schedule-span = « { $part } » va d’une heure à une autre. Écrivez chaque heure à laquelle une revue de presse doit paraître, par exemple : 8h, 18h
schedule-per-day = « { $part } » donne des heures différentes selon les jours, mais tous les jours ont les mêmes. Écrivez une fois les heures et une fois les jours : 8h30 et 18h du lundi au vendredi
until-unreadable = Je ne comprends pas « { $text } » comme moment à venir. Écrivez par exemple 3d (trois jours), demain, lundi, 2026-12-01 ou 2026-12-01T08:00
until-over = « { $text } » est déjà passé. Écrivez un moment à venir, par exemple 3d (trois jours), demain ou lundi
until-too-far = « { $text } » est à plus de dix ans d’ici. Écrivez un moment plus proche, ou aucun : cela dure alors jusqu’à ce que quelqu’un y mette fin
