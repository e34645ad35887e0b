# What could not be done, and what may be written instead.

problem-no-setting = « { $typed } » n’est pas un réglage. /digest settings show en donne la liste.
problem-no-setting-but = « { $typed } » n’est pas un réglage. Vouliez-vous dire { $near } ?
problem-no-value = Il manque une valeur au réglage { $setting }. { $wanted }
problem-value = « { $typed } » ne convient pas au réglage { $setting }. { $wanted }
problem-value-but = « { $typed } » ne convient pas au réglage { $setting }. { $wanted } Vouliez-vous dire « { $near } » ?

problem-wants-language = { $count ->
    [0] Écrivez un code de langue comme en, fr ou pt-BR.
   *[other] Écrivez un code de langue comme en, fr ou pt-BR, ou bien { $words }.
}
problem-wants-languages = { $most ->
    [one] Écrivez un code de langue, par exemple it, ou bien { $words }.
   *[other] Écrivez au plus { $most } codes de langue séparés par des virgules, par exemple it, es, ou bien { $words }.
}
problem-wants-number = { $count ->
    [0] Écrivez un nombre de { $low } à { $high }, par exemple { $example }.
    [one] Écrivez un nombre de { $low } à { $high }, par exemple { $example }, ou bien le mot { $words }.
   *[other] Écrivez un nombre de { $low } à { $high }, par exemple { $example }, ou bien l’un de ces mots : { $words }.
}
problem-wants-time = Écrivez une durée en min, h ou d (jours), par exemple { $example } : au moins { $low }, au plus { $high }.
problem-wants-time-up-to = Écrivez une durée en min, h ou d (jours), par exemple { $example } : au plus { $high }.
problem-wants-choice = Écrivez l’un de ces mots : { $words }.
problem-wants-rules = Écrivez au plus { $most } règles séparées par des virgules, par exemple climat, "baisse des taux", source:herald.example, ou bien { $words }.
problem-wants-mutes = Écrivez ce qu’il faut masquer, au plus { $most } éléments séparés par des virgules, par exemple story:k7qm, source:herald.example ou topic:football until 2026-12-01, ou bien { $words }.
problem-wants-topics = Écrivez au plus { $most } thèmes séparés par des virgules, chacun en quelques mots (100 caractères au plus), par exemple trains de nuit, ou bien { $words }.
problem-wants-sources = Écrivez les adresses de { $most } flux au plus, séparées par des virgules, par exemple https://herald.example/rss, ou bien { $words }.
problem-wants-zone = Écrivez un fuseau horaire comme Europe/Paris ou America/New_York.
problem-wants-clock-times = Écrivez des heures séparées par des virgules, au plus { $most }, par exemple 08:00, 18:30.
problem-wants-weekdays = Écrivez des jours de la semaine, par exemple mon-fri ou sat, sun, ou bien { $words }.
problem-wants-dates = Écrivez au plus { $most } dates séparées par des virgules, par exemple 2026-12-24, ou 2026-12-24..2027-01-02 pour tous les jours de l’une à l’autre, ou bien { $words }.
problem-wants-hours = Écrivez au plus { $most } plages horaires séparées par des virgules, par exemple 22:00-07:00, ou bien { $words }.
problem-wants-group = Mentionnez un seul rôle ou groupe ou écrivez son identifiant, jamais tout le monde, ou bien écrivez { $words }.
problem-wants-people = Mentionnez { $most } personnes au plus ou écrivez leurs identifiants, séparés par des virgules, jamais tout le monde, ou bien écrivez { $words }.

problem-rule-long = Une règle compte { $most } caractères au plus.
problem-rule-empty = Écrivez un mot, une "expression" ou topic: suivi de quelques mots.
problem-rule-quotes = Mettez toute la règle entre guillemets, ou rien : "baisse des taux".
problem-rule-wordless = Une règle contient au moins un mot, par exemple climat.
problem-rule-open = Une expression régulière se termine aussi par une barre oblique : /taux?/
problem-rule-everything = Elle s’appliquerait à tous les articles ; mettez-y au moins un mot.
problem-rule-bound = \b ne connaît que les lettres de a à z ; écrivez plutôt [^\pL] ou un espace.
problem-rule-complicated = Elle est trop compliquée ; réduisez-y les répétitions, par exemple /baisses? des taux/
problem-rule-alone = Écrivez quelque chose après les deux-points, par exemple source:herald.example ou topic:trains de nuit.
problem-rule-language = Écrivez un code de langue après les deux-points, par exemple language:fr.
problem-rule-kind = Avant les deux-points, il ne peut y avoir que source, language ou topic ; mettez le reste entre guillemets.
problem-rule-regex = Je ne comprends pas cette expression régulière ({ $reason }). Écrivez-en une comme /taux?/

problem-misread = Je ne comprends pas « { $typed } » ici. Écrivez les heures comme 08:00, les jours comme mon-fri, les dates comme 2026-12-24.
problem-no-address = « { $typed } » n’est pas l’adresse d’un flux ou d’un site. Écrivez-en une comme https://herald.example
problem-no-language = « { $typed } » n’est pas un code de langue. Écrivez-en un comme en, fr, de, it, es ou pt-BR.
problem-no-mute = On ne peut masquer qu’un sujet, une source ou un thème. Écrivez par exemple story:k7qm, source:herald.example ou topic:football.
problem-no-date = « { $typed } » n’est pas une date. Écrivez-en une comme 2026-12-01 ou 2026-12-01T08:00Z.
problem-digest-gone = Cette revue de presse n’existe plus. /digest setup en crée une nouvelle.
problem-file-encoding = Ce fichier n’est pas en UTF-8. /digest settings export en donne un qui l’est.
problem-file-toml = Ce fichier n’est pas du TOML. /digest settings export en donne un comme point de départ.
problem-file-empty = Il ne contient aucun réglage. Écrivez des lignes comme stories = 8, ou donnez un fichier de /digest settings export.
problem-file-line = La ligne { $number } ne contient pas de réglage. Écrivez chacun ainsi : stories = 8
problem-file-value = La valeur du réglage { $setting } n’est ni un texte ni un nombre. Mettez-la entre guillemets.
problem-nothing-to-say = Il n’y a rien à signaler pour le moment. Réessayez plus tard.
problem-step-failed = Cela demandait trop de temps ou de mémoire et a été arrêté. Réessayez plus tard, ou demandez moins.
problem-not-delivered = Personne n’a vu arriver le message. /digest status dit ce qu’il est devenu.
problem-other = C’est impossible : { $reason }

problem-robots = { $host } n’autorise pas les robots à lire cette page (robots.txt).
problem-no-feed = { $host } ne mentionne aucun flux, et il n’y en a pas aux endroits habituels. Donnez l’adresse du flux lui-même.
problem-no-list = { $host } ne contient pas de liste de flux (OPML) lisible.
problem-not-a-feed = Ce qu’envoie { $host } n’est pas un flux lisible (RSS, Atom ou JSON Feed).
problem-source-missing = { $host } n’existe pas, ou rien n’y est lisible.
problem-page-missing = { $host } n’a rien à cette adresse. Vérifiez-en l’orthographe.
problem-host-refuses = { $host } ne nous laisse pas lire cette adresse.
problem-host-busy = { $host } demande une pause. Réessayez plus tard.
problem-host-in-trouble = { $host } est en panne (erreur { $status }). Réessayez plus tard.
problem-host-status = { $host } répond { $status } et n’envoie rien.
problem-host-private = { $host } se trouve dans un réseau privé. Seules les adresses publiques sont lues.
problem-host-none = { $host } n’est pas accessible à cette adresse. Écrivez-en une comme https://herald.example/rss, sans mot de passe.
problem-host-unknown = Aucun serveur ne s’appelle { $host }. Vérifiez-en l’orthographe.
problem-host-silent = { $host } ne répond pas. Réessayez plus tard.
problem-host-insecure = Aucune connexion sûre n’a pu être établie avec { $host } : son certificat n’est pas valide.
problem-host-redirects = { $host } nous renvoie sans fin d’une adresse à l’autre.
problem-host-late = La lecture de { $host } a pris trop de temps. Réessayez, avec moins d’adresses à la fois.
problem-too-large = { $host } envoie plus que ce qui peut être lu.
problem-fetch = { $host } n’a rien envoyé de lisible : { $reason }
