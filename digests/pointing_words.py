"""Words within a sentence by which it points back to what stood before it, or to its author, by language. Data only.

Closed classes of words, apart for each language. A language without an entry simply gets no such check.
"""

from typing import Final

# Words that point to today ("this week", "ce mardi") when one of TIMES follows them, and not back into the text.
NEAR_WORDS: Final[dict[str, frozenset[str]]] = {
    "en": frozenset("this these".split()),
    "fr": frozenset("ce cet cette ces".split()),
    "de": frozenset("dieser dieses diese diesem diesen".split()),
    "it": frozenset("questo questa questi queste quest".split()),
    "es": frozenset("este esta estos estas".split()),
    "pt": frozenset("este esta neste nesta".split()),
    "nl": frozenset("dit deze".split()),
    "pl": frozenset("ten ta to tym tego tej".split()),
    "ru": frozenset("этот эта это этой этом".split()),
    "uk": frozenset("цей ця це цього цій".split()),
    "tr": frozenset("bu".split()),
    "ar": frozenset("هذا هذه".split()),
    "sv": frozenset("denna detta".split()),
    "da": frozenset("denne dette".split()),
    "no": frozenset("denne dette".split()),
    "cs": frozenset("tento tato toto".split()),
    "ro": frozenset("această acest aceasta".split()),
    "hu": frozenset("ez ezen".split()),
    "fi": frozenset("tämän tänä tällä".split()),
    "el": frozenset("αυτή αυτό αυτόν".split()),
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
    "pl": frozenset("tydzień tygodniu rok roku miesiąc miesiącu sezon sezonie lato zima".split()),
    "ru": frozenset("неделя неделе год году месяц месяце лето лета зима осень весна сезон сезоне утро вечер".split()),
    "uk": frozenset("тиждень тижня рік року місяць літо зима осінь весна сезон".split()),
    "tr": frozenset("hafta yıl ay sabah akşam gece yaz kış sezon pazartesi salı çarşamba perşembe cuma".split()),
    "ar": frozenset("الأسبوع العام الشهر الصيف الموسم الليلة السنة".split()),
    "sv": frozenset("vecka veckan år månad säsong sommar vinter".split()),
    "da": frozenset("uge år måned sæson sommer vinter weekend".split()),
    "no": frozenset("uka uken året måneden sesongen sommeren vinteren helgen".split()),
    "cs": frozenset("týden rok měsíc sezona víkend".split()),
    "ro": frozenset("săptămână an lună vară iarnă".split()),
    "hu": frozenset("héten évben".split()),
    "fi": frozenset("vuoden vuonna viikon viikolla kuun kauden".split()),
    "el": frozenset("εβδομάδα χρόνο μήνα καλοκαίρι".split()),
}

# Who speaks of himself: allowed at the start of a quotation whose speaker is named.
FIRST_PERSON: Final[dict[str, frozenset[str]]] = {
    "en": frozenset("i we my our".split()),
    "fr": frozenset("j je nous notre nos on".split()),
    "de": frozenset("ich wir".split()),
    "it": frozenset("io noi nostro".split()),
    "es": frozenset("yo nosotros nuestra nuestro".split()),
    "pt": frozenset("eu nós nosso nossa".split()),
    "nl": frozenset("ik wij we ons onze".split()),
    "pl": frozenset("my ja nasz nasze nasza".split()),
    "ru": frozenset("мы я наш наша наши".split()),
    "uk": frozenset("ми я наш наша наші".split()),
    "tr": frozenset("ben biz bizim".split()),
    "ar": frozenset("نحن أنا".split()),
    "sv": frozenset("vi jag vår vårt våra".split()),
    "da": frozenset("vi jeg vores".split()),
    "no": frozenset("vi jeg vår vårt våre".split()),
    "cs": frozenset("my já náš naše".split()),
    "el": frozenset("εμείς εγώ".split()),
    "ro": frozenset("noi eu".split()),
    "hu": frozenset("mi én".split()),
    "fi": frozenset("me minä".split()),
    "zh": frozenset("我".split()),
    "ja": frozenset("私 我々".split()),
    "th": frozenset("เรา ผม ฉัน".split()),
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
    "bedeute belege bestätige bleibe bringe dürfe ergebe gebe gehe gelte habe hieße käme komme könne koste liege "
    "mache "
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
    "pl": frozenset("również także ponadto natomiast".split()),
    "ru": frozenset("также тоже однако".split()),
    "uk": frozenset("також теж однак".split()),
    "sv": frozenset("också dessutom däremot".split()),
    "da": frozenset("også desuden derimod".split()),
    "no": frozenset("også dessuten derimot".split()),
    "cs": frozenset("také rovněž navíc".split()),
    "ro": frozenset("însă".split()),
    "fi": frozenset("myös lisäksi".split()),
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
        "ihrer ihrem ihnen dessen deren dort".split()
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
    "en": frozenset("i me my".split()),
    "fr": frozenset("je j moi mon ma mes".split()),
    "de": frozenset("ich mir mich mein meine meiner meinem meinen".split()),
    "it": frozenset("io mio mia miei mie".split()),
    "es": frozenset("yo mi mis".split()),
    "pt": frozenset("eu meu minha".split()),
    "nl": frozenset("ik mij mijn".split()),
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

# Clauses whose subject was named in a sentence before: words of which each has one, and a pattern. "Ces derniers
# jours", "este último año" say when.
POINTING_CLAUSES: Final[dict[str, tuple[frozenset[str], str]]] = {
    "en": (frozenset("this latter".split()), r"\b(that this (is|was)|the latter)\b"),
    "fr": (
        frozenset("cela c dernier dernière derniers dernières".split()),
        r"\bque (cela\b|c['’])|\b(ce dernier|cette dernière|ces derniers|ces dernières)\b"
        r"(?! (jour|semaine|mois|an|année|été|hiver|week|match|temps|heure|nuit|décennie|siècle))",
    ),
    "de": (frozenset("dies letztere letzterer letzteres".split()), r"\bdass dies\b|\bletzterer?s?\b"),
    "it": (
        frozenset("questo ciò ultimo ultima ultimi ultime".split()),
        r"\bche (questo|ciò)\b|\bquest['’]ultim[oaie]\b(?! (ann|mes|settiman|giorn|or[ae]\b))",
    ),
    "es": (
        frozenset("esto eso último última últimos últimas".split()),
        r"\bque (esto|eso)\b|\b(este último|esta última|estos últimos|estas últimas)\b"
        r"(?! (año|mes|semana|día|hora|tiempo|noche|década))",
    ),
}
