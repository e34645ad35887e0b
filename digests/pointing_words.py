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
    "sv": frozenset(
        "vecka veckan år månad säsong sommar vinter måndag tisdag onsdag torsdag fredag lördag söndag".split()
    ),
    "da": frozenset(
        "uge år måned sæson sommer vinter weekend mandag tirsdag onsdag torsdag fredag lørdag søndag".split()
    ),
    "no": frozenset(
        "uka uken året måneden sesongen sommeren vinteren helgen mandag tirsdag onsdag torsdag fredag lørdag "
        "søndag".split()
    ),
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
    "pl": frozenset("w we na po przed do od z ze za dla przez podczas według zdaniem".split()),
    "ru": frozenset("в во на по с со до после перед для за из от при под через".split()),
    "uk": frozenset("в у на по з із до після перед для за від при під через".split()),
    "sv": frozenset("i på efter före under för med av från till vid enligt utan mot".split()),
    "da": frozenset("i på efter før under for med af fra til ved ifølge uden mod om".split()),
    "no": frozenset("i på etter før under for med av fra til ved ifølge uten mot om".split()),
    "cs": frozenset("v ve na po před do od z ze za pro při podle během s".split()),
}

# Those of place: the town behind them is not who "he" is ("In Orsk he said").
PLACE_PREPOSITIONS: Final[dict[str, frozenset[str]]] = {
    "en": frozenset("in at".split()),
    "fr": frozenset("à au aux en".split()),
    "de": frozenset("in im".split()),
    "it": frozenset("a in".split()),
    "es": frozenset("en".split()),
    "pt": frozenset("em no na".split()),
    "nl": frozenset("in te".split()),
    "ru": frozenset("в во".split()),
    "uk": frozenset("в у".split()),
    "pl": frozenset("w we".split()),
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

# Clauses whose subject was named in a sentence before: pieces of which each has one, and a pattern. "Ces derniers
# jours", "este último año" say when.
POINTING_CLAUSES: Final[dict[str, tuple[frozenset[str], str]]] = {
    "en": (
        frozenset("that this,the latter,of them,of these,of those".split(",")),
        r"\b(that this (is|was)|the latter)\b|^\W?(\w+ ){1,3}of (them|these|those)\b",
    ),
    "fr": (
        frozenset("que c,e dernier,es derniers,te dernière,es dernières,eux,d'elles,d’elles,tre elles".split(",")),
        r"^\W?(\w+[ ’']){1,3}d[’'](entre )?(eux|elles)\b|"
        r"\bque (cela\b|c['’])|\b(ce dernier|cette dernière|ces derniers|ces dernières)\b"
        r"(?! (jour|semaine|mois|an|année|été|hiver|week|match|temps|heure|nuit|décennie|siècle))",
    ),
    "de": (
        frozenset("dass dies,letztere,von ihnen".split(",")),
        r"\bdass dies\b|\bletzterer?s?\b|^\W?(\w+ ){1,2}von ihnen\b",
    ),
    "it": (
        frozenset("che questo,che ciò,t'ultim,t’ultim,di loro,di essi,di esse".split(",")),
        r"^\W?(\w+ ){1,3}di (loro|essi|esse)\b|"
        r"\bche (questo|ciò)\b|\bquest['’]ultim[oaie]\b(?! (ann|mes|settiman|giorn|or[ae]\b))",
    ),
    "es": (
        frozenset("que esto,que eso,e último,a última,s últimos,s últimas,ellos,ellas".split(",")),
        r"^\W?((\w+ ){0,3}de|todos|todas) ell[oa]s\b|"
        r"\bque (esto|eso)\b|\b(este último|esta última|estos últimos|estas últimas)\b"
        r"(?! (año|mes|semana|día|hora|tiempo|noche|década))",
    ),
}

# Pronouns that are the subject of a main clause also behind an opening phrase: "On Monday he said", "Mardi, il a dit".
LATE_PRONOUNS: Final[dict[str, frozenset[str]]] = {
    **SPEAKER_PRONOUNS,
    "de": frozenset("er sie ihn ihm".split()),
    "it": frozenset("lui lei egli essi esse".split()),
    "nl": frozenset("hij zij ze".split()),
    "pl": frozenset("on ona oni one".split()),
    "ru": frozenset("он она они".split()),
    "uk": frozenset("він вона вони".split()),
    "sv": frozenset("han hon".split()),
    "da": frozenset("han hun".split()),
    "no": frozenset("han hun".split()),
    "cs": frozenset("on ona oni".split()),
}

# Languages in which the verb stands before that pronoun: "Am Montag sagte er".
VERB_SECOND: Final = frozenset("de nl sv da no".split())

# Words behind which such a pronoun is no subject of the main clause, or may have its noun before it.
NO_VERBS: Final[dict[str, frozenset[str]]] = {
    "en": frozenset(
        "said says say that told believe believes think if when as while because what which how where who whom and or "
        "but than like until before after since".split()
    ),
    "de": frozenset(
        "dass weil als ob wenn wie und oder aber die der das den dem was wo wer für ohne gegen um durch auf an über "
        "bis bevor nachdem während obwohl damit da denn sobald solange von mit zu bei nach vor hinter "
        "unter neben gegenüber".split()
    ),
    "nl": frozenset("dat die als of en maar wie wat waar voor om tegen zonder door dan omdat toen terwijl".split()),
    "sv": frozenset("att som när om och men än där för mot av".split()),
    "da": frozenset("at som når om og men end hvor da for mod af".split()),
    "no": frozenset("at som når om og men enn hvor da for mot av".split()),
    "fr": frozenset("que qu si quand lorsqu et ou mais comme dont où qui car".split()),
    "es": frozenset("que si cuando y o pero como donde para con a de por entre sin sobre".split()),
    "pt": frozenset("que se quando e ou mas como onde para com a de por entre sem sobre".split()),
    "it": frozenset("che se quando e o ma come dove per con a di da tra fra su".split()),
    "pl": frozenset("że jeśli gdy i lub ale jak gdzie".split()),
    "ru": frozenset("что если когда и или но как где".split()),
    "uk": frozenset("що якщо коли і й або але як де".split()),
    "cs": frozenset("že jestli když a nebo ale jak kde".split()),
}

# The same pronouns where they stand for nothing: "Au Portugal, il faut", "In May, it was the first".
IMPERSONAL: Final[dict[str, str]] = {
    "en": r"it (?:is|was|were|would be|will be|has been|had been|rain|snow|seem|appear|turn|emerge|became|becomes|take|"
    r"took|makes sense|made sense|(?:can|may|might|could|must|should) (?:\w+ )?be)",
    "fr": r"il (?:n[e’'] ?)?(?:y |faut|faudra|fall|a fallu|s[’']agi|se p(?:eut|asse|ourrait)|pleu|neige|fait |fera "
    r"|faisait |convien|suffi|sembl|paraî|paraiss|exist|rest|import|arriv|vaut |manqu|apparaî|ressort|s[’']avère|en va|"
    r"en est|seul|(?:est|était|a été|sera|serait|devient|est devenu) (?:\w+ment )?(?:(?:donc|aussi|encore|même|plus|"
    r"très|trop|toujours|désormais) )*(?:[\"«]|possible|impossible|nécessaire|important|difficile|facile|interdit|"
    r"conseillé|recommandé|question|temps|prévu|probable|vrai|clair|évident|essentiel|rare|fréquent|obligatoire|urgent|"
    r"utile|inutile|à noter|demandé|indispensable|préférable|crucial|primordial|logique|normal|permis|déconseillé|"
    r"apparu|fait |tard|tôt|d[’'](?:usage|ailleurs)|de (?:plus|moins)|\d))|elles? seule",
}
