"""Words by which sentences begin, end and point back, by language. Data only.

Closed classes of words (pronouns, connectives, abbreviations), apart for each language, since a word of one is harmless
in another ("die", "il"). A language without an entry simply gets no such check.
"""

from typing import Final

# Words at a sentence's start that point back to something said before it, so that it cannot be quoted alone; "_" joins
# words that must follow each other. Italian, Spanish and Portuguese leave the subject out, so that a verb in front
# points back too.
DANGLING_OPENERS: Final[dict[str, frozenset[str]]] = {
    "en": frozenset(
        "a_few_minutes a_few_hours a_few_days a_few_weeks moments_later minutes_later days_later weeks_later "
        "shortly_after soon_after "
        "he she it they this that these those his her hers their theirs its him them but and so or yet however "
        "also too moreover furthermore besides meanwhile then thus hence therefore instead still otherwise "
        "nevertheless nonetheless additionally consequently similarly likewise indeed such both neither either "
        "another others afterwards later here there which we i my our the_latter as_noted as_well "
        "as_such as_a_result in_addition by_contrast in_contrast for_example for_instance of_course in_fact "
        "even_so on_the_other the_same the_two the_three the_very at_the_same because not_only at_the_time "
        "a_day_later hours_later".split()
    ),
    "fr": frozenset(
        "quelques_minutes quelques_heures quelques_jours peu_après "
        "il elle ils elles on ce cela ça ceci cet cette ces c celui celle ceux celles son sa ses leur leurs mais "
        "et ou or donc car ainsi cependant toutefois pourtant néanmoins aussi également puis ensuite enfin alors "
        "sinon lui y en là ici voilà d_ailleurs de_plus en_outre en_effet par_ailleurs par_contre en_revanche "
        "de_même pour_autant du_coup par_conséquent tel_que une_telle un_tel de_telles de_tels les_deux les_trois "
        "la_même le_même les_mêmes même outre l_un l_une je j nous quoi_qu comme_indiqué par_exemple qu notre nos "
        "autre s_y s_il".split()
    ),
    "de": frozenset(
        "wenig_später kurz_darauf kurz_danach wenige_minuten wenige_stunden wenige_tage "
        "er sie es das dies diese dieser dieses diesem diesen jene jener jenes sein seine seinen seiner seinem ihr "
        "ihre ihren ihrer ihrem ihm ihn ihnen dessen deren aber und oder denn doch jedoch sondern also auch "
        "außerdem ausserdem zudem ferner darüber dabei dafür dagegen daher damit danach dann daran darauf daraus "
        "darin darum davon davor dazu deshalb deswegen dennoch trotzdem somit hingegen allerdings folglich "
        "stattdessen inzwischen schließlich ebenso ebenfalls so solche solcher solches da dort hier jetzt nun "
        "hinzu hierbei hierzu demnach dadurch dementsprechend beide beiden ersterer letzterer andere anderer zuvor "
        "anschließend daneben derselbe dieselbe dasselbe wir ich die_beiden das_gleiche zum_beispiel im_gegensatz "
        "infolgedessen insofern sonst weil wobei was".split()
    ),
    "it": frozenset(
        "poco_dopo pochi_minuti poche_ore qualche_ora pochi_giorni "
        "egli lui lei esso essa essi esse loro questo questa questi queste quest quello quella quelli quelle quel "
        "quell ciò suo sua suoi sue ma e ed o oppure però tuttavia inoltre infatti anche pure così poi quindi "
        "dunque perciò pertanto invece intanto infine ne ci vi lì là qui qua ecco tale tali entrambi entrambe "
        "altrettanto stesso stessa per_questo per_esempio ad_esempio di_conseguenza allo_stesso la_stessa "
        "lo_stesso gli_stessi le_stesse i_due le_due i_tre nel_frattempo oltre_a_ciò da_qui dal_canto io noi "
        "nostro altri altre altra altro lo_ha lo_hanno lo_aveva lo_afferma lo_annuncia lo_conferma lo_dice "
        "lo_rende lo_riferisce lo_riporta lo_scrive lo_sostiene non_solo "
        "in_precedenza perché ha hanno è sono era erano sarà saranno aveva "
        "avevano si vuole vogliono".split()
    ),
    "es": frozenset(
        "poco_después pocos_minutos minutos_después horas_después días_después pocas_horas "
        "él ella ello ellos ellas esto esta este estos estas eso esa ese esos esas aquel aquella aquello su sus "
        "suyo pero y e o u sino también además así entonces luego después asimismo igualmente pues sin_embargo "
        "no_obstante por_eso por_ello por_lo_tanto por_tanto en_cambio por_ejemplo de_hecho al_mismo con_ello "
        "tras_ello a_cambio ahí allí aquí ambos ambas tal tales dicho dicha dichos dichas lo los_dos las_dos "
        "los_tres el_mismo la_misma lo_mismo por_otra por_otro otro otra otros otras mientras_tanto entretanto "
        "finalmente ahora yo nosotros nuestra nuestro incluso tampoco porque ha han es son fue fueron era eran "
        "será serán había habían está están tiene tienen se le les".split()
    ),
    "pt": frozenset(
        "ele ela eles elas isto isso este esta esse essa estes estas esses essas aquele aquela seu sua seus suas "
        "mas e ou porém também além assim então depois contudo todavia entretanto portanto já_isso por_isso "
        "no_entanto foi foram é são era eram será".split()
    ),
    "nl": frozenset(
        "hij zij ze het_is dit dat deze die zijn haar hun maar en of ook bovendien echter toch dus daarom daarna "
        "daarbij daardoor daarmee daarnaast verder dan toen zo".split()
    ),
    "pl": frozenset(
        "on ona ono oni one to ten ta te tego tej jego jej ich ale i oraz jednak także również ponadto dlatego "
        "zatem więc potem następnie wtedy natomiast".split()
    ),
    "ru": frozenset(
        "он она оно они это этот эта эти его её их но и а или также кроме однако поэтому затем потом тогда так "
        "при_этом тем_не_менее в_то_же".split()
    ),
    "tr": frozenset("o bu şu onlar bunlar ama ve ya ancak fakat ayrıca bunun böylece sonra dolayısıyla".split()),
    "ar": frozenset("هو هي هم هذا هذه ذلك تلك لكن ولكن كما أيضا لذلك ثم وهو وهي وهذا وهذه وذلك".split()),
}

# Phrases at a sentence's start that look as if they pointed back and do not.
STANDING_OPENERS: Final[dict[str, frozenset[str]]] = {
    "en": frozenset("because_of so_far so_called both_of here_in".split()),
    "fr": frozenset("il_y_a il_y_avait il_faut l_un_des l_une_des".split()),
    "de": frozenset("so_viel so_viele so_wenig so_wenige damit_die damit_der damit_das so_genannte".split()),
    "it": frozenset("lo_stesso_giorno_in".split()),
    "es": frozenset("lo_que".split()),
}

# Words that point to today ("this week", "ce mardi") when one of TIMES follows them, and not back into the text.
NEAR_WORDS: Final[dict[str, frozenset[str]]] = {
    "en": frozenset("this these".split()),
    "fr": frozenset("ce cet cette ces".split()),
    "de": frozenset("dieser dieses diese diesem diesen".split()),
    "it": frozenset("questo questa questi queste quest".split()),
    "es": frozenset("este esta estos estas".split()),
    "pt": frozenset("este esta neste nesta".split()),
    "nl": frozenset("dit deze".split()),
}

TIMES: Final[dict[str, frozenset[str]]] = {
    "en": frozenset(
        "week weekend month year season summer autumn winter spring morning afternoon evening monday tuesday wednesday "
        "thursday friday saturday sunday january february march april may june july august september october november "
        "december".split()
    ),
    "fr": frozenset(
        "semaine week mois année saison été automne hiver printemps matin après soir nuit lundi mardi mercredi jeudi "
        "vendredi samedi dimanche".split()
    ),
    "de": frozenset(
        "woche wochenende monat jahr jahres saison sommer sommers herbst winter winters frühjahr montag dienstag "
        "mittwoch donnerstag freitag samstag sonntag januar februar märz april mai juni juli august september oktober "
        "november dezember tagen wochen".split()
    ),
    "it": frozenset(
        "settimana mese anno stagione estate autunno inverno primavera mattina pomeriggio sera notte lunedì martedì "
        "mercoledì giovedì venerdì sabato domenica giorni settimane mesi".split()
    ),
    "es": frozenset(
        "semana mes año temporada verano otoño invierno primavera mañana tarde noche lunes martes miércoles jueves "
        "viernes sábado domingo días semanas fin".split()
    ),
    "pt": frozenset(
        "semana mês ano temporada verão outono inverno primavera manhã tarde noite segunda terça quarta quinta sexta "
        "sábado domingo".split()
    ),
    "nl": frozenset(
        "week weekend maand jaar seizoen zomer herfst winter ochtend middag avond maandag dinsdag woensdag donderdag "
        "vrijdag zaterdag zondag".split()
    ),
}

# Who speaks of himself: allowed at the start of a quotation whose speaker is named.
FIRST_PERSON: Final[dict[str, frozenset[str]]] = {
    "en": frozenset("i we my our".split()),
    "fr": frozenset("j je nous notre nos on".split()),
    "de": frozenset("ich wir".split()),
    "it": frozenset("io noi nostro".split()),
    "es": frozenset("yo nosotros nuestra nuestro".split()),
}

# German: what ends in "-te" and stands between "das" and a noun is a verb ("Das teilte Berlin mit") unless it is here;
# what ends in "-e" is an adjective ("das neue Museum") unless it is here.
ADJECTIVES_IN_TE: Final = frozenset(
    "alte älteste bekannte bekannteste beliebte beliebteste berühmte berühmteste beste bevorzugte breite bunte dichte "
    "dritte echte erste fünfte feste geplante gesamte geschützte gesuchte größte günstigste gute harte höchste "
    "interessanteste jüngste kalte kleinste längste laute leichte letzte meiste nächste neueste neuste niedrigste "
    "private rote sanfte satte schlechte schlimmste schnellste schönste schwächste sechste siebte spannendste späte "
    "stärkste teuerste tiefste umstrittenste verletzte vermisste vierte wärmste weite weiteste weltgrößte wichtigste "
    "zehnte zweite zweitgrößte achte neunte bisherige gefürchtete beschädigte zerstörte geschätzte besetzte".split()
)
VERBS_IN_E: Final = frozenset(
    "bedeute belege bestätige bleibe bringe dürfe ergebe gebe gehe gelte habe hieße käme komme könne koste liege mache "
    "müsse passe schade sehe solle sorge stehe stimme verhindere werde wolle wurde würde wäre hätte zeige ginge gäbe "
    "ließe bliebe".split()
)

# "Also" near a sentence's start ("The minister also said"): what it adds to is not quoted.
ADDITIVES: Final[dict[str, frozenset[str]]] = {
    "en": frozenset("also too however meanwhile likewise".split()),
    "fr": frozenset("aussi également quant".split()),
    "de": frozenset("auch zudem außerdem ebenfalls hingegen dagegen wiederum".split()),
    "it": frozenset("anche inoltre invece persino pure".split()),
    "es": frozenset("también además asimismo tampoco".split()),
    "pt": frozenset("também além".split()),
    "nl": frozenset("ook bovendien".split()),
}

# Demonstratives and possessives that make a sentence dangle also behind a preposition ("With this plan…", "In diesem
# Jahr…").
POINTING_WORDS: Final[dict[str, frozenset[str]]] = {
    "en": frozenset("this that these those his her their its such he him she they them it".split()),
    "fr": frozenset(
        "ce cela ça ceci cet cette ces celui celle ceux celles son sa ses leur leurs lui eux elle elles ils".split()
    ),
    "de": frozenset(
        "er diesem diesen dieser dieses diese jenem jenen jener sein seine seinen seiner seinem seines ihm ihr ihren "
        "ihrer ihrem ihnen dessen deren".split()
    ),
    "it": frozenset(
        "questo questa questi queste ciò quello quella quelli quelle suo sua suoi sue loro lui lei esso".split()
    ),
    "es": frozenset(
        "esto esta este estos estas eso esa ese esos esas aquello su sus ello ella ellos él dicho dicha".split()
    ),
    "pt": frozenset("isto isso este esta esse essa seu sua seus suas ele ela eles".split()),
    "nl": frozenset("dit deze zijn haar hun hem".split()),
}

PREPOSITIONS: Final[dict[str, frozenset[str]]] = {
    "en": frozenset(
        "with in on at by for from of to after before during under over since without despite along through until "
        "besides because among about as".split()
    ),
    "fr": frozenset(
        "avec dans sur à par pour de depuis après avant pendant sous sans malgré dès chez vers selon outre entre "
        "parmi d lors".split()
    ),
    "de": frozenset(
        "mit in im an am auf bei beim durch für von vom zu zum zur nach vor während unter über seit ohne trotz aus "
        "gegen um neben zwischen wegen laut".split()
    ),
    "it": frozenset(
        "con in su a ad per da di dopo prima durante sotto senza nonostante tra fra oltre secondo verso ai agli "
        "alle dai dei dal del nel nei nella sul sui".split()
    ),
    "es": frozenset(
        "con en sobre a al por para de desde tras antes durante bajo sin pese según entre hacia hasta contra "
        "junto".split()
    ),
    "pt": frozenset("com em sobre a por para de desde após antes durante sob sem segundo entre".split()),
    "nl": frozenset("met in op aan bij door voor van naar na onder over sinds zonder ondanks".split()),
}

# The author's own voice, where nobody is quoted: an opinion, not the news.
AUTHOR_PRONOUNS: Final[dict[str, frozenset[str]]] = {
    "en": frozenset("i me".split()),
    "fr": frozenset("je j moi".split()),
    "de": frozenset("ich mir mich".split()),
    "it": frozenset("io".split()),
    "es": frozenset("yo".split()),
    "pt": frozenset("eu".split()),
    "nl": frozenset("ik mij".split()),
}

# Whoever spoke a quotation, when only a pronoun says so.
SPEAKER_PRONOUNS: Final[dict[str, frozenset[str]]] = {
    "en": frozenset("he she they it".split()),
    "fr": frozenset("il elle ils elles".split()),
    "de": frozenset("er sie".split()),
    "it": frozenset("lui lei egli loro".split()),
    "es": frozenset("él ella ellos ellas".split()),
    "pt": frozenset("ele ela eles elas".split()),
    "nl": frozenset("hij zij ze".split()),
}

# Clauses whose subject was named in a sentence before, as patterns. "Ces derniers jours", "este último año" say when.
POINTING_CLAUSES: Final[dict[str, str]] = {
    "en": r"\b(that this (is|was)|the latter)\b",
    "fr": r"\bque (cela\b|c['’])|\b(ce dernier|cette dernière|ces derniers|ces dernières)\b"
    r"(?! (jour|semaine|mois|an|année|été|hiver|week|match|temps|heure|nuit|décennie|siècle))",
    "de": r"\bdass dies\b|\bletzterer?s?\b",
    "it": r"\bche (questo|ciò)\b|\bquest['’]ultim[oaie]\b(?! (ann|mes|settiman|giorn|or[ae]\b))",
    "es": r"\bque (esto|eso)\b|\b(este último|esta última|estos últimos|estas últimas)\b"
    r"(?! (año|mes|semana|día|hora|tiempo|noche|década))",
}

# Languages that write "the 38th minute" as "38. Minute".
ORDINAL_DOT: Final = frozenset("de da nb nn no fi cs sk sl hr sr bs hu et lv is pl tr".split())

# Abbreviations behind which a sentence goes on, where the splitter's own lists have a gap. Lower case, no last dot.
ABBREVIATIONS: Final[dict[str, frozenset[str]]] = {
    "en": frozenset(
        "mr mrs ms dr prof st gen sen rep gov lt col sgt capt rev hon jr sr vs inc ltd co corp approx a.m p.m".split()
    ),
    "fr": frozenset("m mm mme mmes mlle me mgr dr pr st ste av bd env réf tél éd cf c.-à-d".split()),
    "de": frozenset(
        "hr hrn fr frl dr prof st str bzw ca evtl ggf inkl usw vgl mio mrd mind max tel z.b d.h u.a "
        "o.ä i.d.r z.t v.a geb gest jh jhd aufl".split()
    ),
    "it": frozenset("sig sigg dott dr prof avv ing geom on sen mons ecc tel cfr p.es s".split()),
    "es": frozenset("sr sra srta sres dr dra prof d dña ud uds tel av avda c.p aprox gral".split()),
    "pt": frozenset("sr sra dr dra prof eng av tel exmo".split()),
    "ar": frozenset("د أ م".split()),
}

# Abbreviations only before a number; else they are a word at a sentence's end ("The answer is no.").
NUMBERED_ABBREVIATIONS: Final[dict[str, frozenset[str]]] = {
    "en": frozenset("no nos fig vol art p pp".split()),
    "fr": frozenset("n n° no art p pp vol chap fig".split()),
    "de": frozenset("nr abs art bd kap abb".split()),
    "it": frozenset("n nn art pag pagg cap es vol".split()),
    "es": frozenset("n núm art pág págs cap vol".split()),
    "pt": frozenset("n art pág núm cap vol".split()),
}

# Words by which a new sentence begins even behind a dot that might be an abbreviation's or an ordinal's ("um 12. Das
# …"); not "Le" and "La", by which names begin.
SENTENCE_OPENERS: Final[dict[str, frozenset[str]]] = {
    "en": frozenset("the he she it they we this that these those there but and his her their its".split()),
    "fr": frozenset("il elle ils elles on ce cette ces les un une mais son sa ses leur".split()),
    "de": frozenset(
        "der die das den dem ein eine einen er sie es wir dies diese dieser dieses sein seine ihr ihre aber und auch "
        "doch damit dabei davon dort nach mit bei für von".split()
    ),
    "it": frozenset("il gli lo un una ma questo questa questi queste".split()),
    "es": frozenset("el los las un una pero ella él ellos este esta".split()),
    "pt": frozenset("o os as um uma mas ele ela eles".split()),
}
