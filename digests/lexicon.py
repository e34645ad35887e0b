"""What the news' languages have in common and where they differ: words that mark page furniture, words that point back.

Data only. Lists are closed classes of words (pronouns, connectives) and the fixed phrases of web pages, per language
where a word of one is harmless in another ("die", "il"). A language without an entry simply gets no such check.
"""

from typing import Final

# Phrases that open a line which is no part of the article: the whole line goes. In lower case, at the line's start.
LINE_OPENERS: Final = (
    # en
    "read also", "read more", "also read", "see also", "related:", "related articles", "more on this",
    "you may also like", "share on", "share this", "share via", "follow us", "sign up for", "subscribe to our",
    "subscribe now", "click here", "photo:", "photo by", "photos:", "image:", "image credit", "picture:", "credit:",
    "advertisement", "all rights reserved", "copyright", "written by", "by our", "edited by", "reporting by",
    "(reporting by", "watch:", "listen:", "download the", "don't miss", "sign up to", "sign up now", "subscribe to",
    "get the latest", "this article was first published", "this story has not been edited", "file photo",
    # fr
    "lire aussi", "à lire aussi", "a lire aussi", "voir aussi", "lisez aussi", "lire la suite", "à lire également",
    "sur le même sujet", "partager sur", "partagez", "suivez-nous", "abonnez-vous", "inscrivez-vous", "recevez",
    "photo d'", "crédit", "crédits", "crédit photo", "photo :", "image :", "tous droits réservés", "publicité",
    "rédigé par", "écrit par", "par notre", "par la rédaction", "cliquez ici", "retrouvez", "(avec afp",
    "écouter :", "à écouter",
    # de
    "lesen sie auch", "lesen sie mehr", "lesen sie hier", "mehr zum thema", "auch interessant", "siehe auch",
    "zum thema", "teilen auf", "auf facebook teilen", "artikel teilen", "folgen sie uns", "newsletter",
    "melden sie sich", "jetzt anmelden", "foto:", "fotos:", "bild:", "bilder:", "bildquelle", "quelle:",
    "symbolbild", "anzeige", "alle rechte vorbehalten", "hier klicken", "unser newsletter", "abonnieren sie",
    "das könnte sie auch", "von unserer redaktion", "audio:", "video:",
    # it
    "leggi anche", "leggi di più", "leggi tutto", "potrebbe interessarti", "vedi anche", "condividi su",
    "condividi", "seguici su", "iscriviti", "clicca qui", "crediti", "immagine:", "riproduzione riservata",
    "pubblicità", "tutti i diritti riservati", "a cura di", "scritto da", "di redazione", "ascolta:",
    "guarda anche", "qua sotto vi", "qui sotto vi", "foto di",
    # es
    "lea también", "lee también", "leer también", "lea más", "lee más", "te puede interesar", "le puede interesar",
    "ver también", "vea también", "más información", "compartir en", "comparte", "síguenos", "siga a", "suscríbase",
    "suscríbete", "apúntate", "haga clic", "haz clic", "imagen:", "crédito:", "todos los derechos reservados",
    "publicidad", "escrito por", "por la redacción", "regístrate", "reciba cada", "recibe cada", "reciba en su",
    "recibe en tu", "noticias relacionadas",
    # pt, nl, pl, sv, da, no
    "leia também", "leia mais", "veja também", "compartilhe", "assine", "siga-nos", "lees ook", "lees verder",
    "deel dit", "abonneer", "volg ons", "czytaj także", "czytaj też", "zobacz też", "zobacz także", "läs också",
    "läs även", "læs også", "les også", "følg oss",
)  # fmt: skip

# Lines that end the article: what follows them is comments, related links or an author's portrait.
TAIL_OPENERS: Final = (
    "leave a comment", "leave a reply", "post a comment", "add a comment", "comments",
    "your email address will not be", "about the author", "about the writer", "related stories", "related posts",
    "laisser un commentaire", "laissez un commentaire", "commentaires", "votre adresse e-mail ne sera pas",
    "rédigé par", "à propos de l'auteur", "à propos de l’auteur", "kommentare", "kommentar schreiben",
    "schreibe einen kommentar", "schreiben sie einen kommentar", "hinterlasse einen", "hinterlassen sie einen",
    "deine e-mail-adresse wird", "ihre e-mail-adresse wird", "über den autor", "über die autorin", "zur person:",
    "zur autorin", "zum autor", "lascia un commento", "commenti", "il tuo indirizzo email non", "l'autore",
    "l’autore", "l'autrice", "l’autrice", "sull'autore", "qua sotto vi lasciamo", "qui sotto vi lasciamo",
    "articoli correlati", "deja un comentario", "deje un comentario", "dejar un comentario", "comentarios",
    "tu dirección de correo", "su dirección de correo", "sobre el autor", "sobre la autora",
    "artículos relacionados", "deixe um comentário", "comentários", "sobre o autor", "laat een reactie", "reacties",
    "dodaj komentarz", "komentarze",
)  # fmt: skip

# Anywhere in a short line: it is a service of the page or an embedded post, not a sentence of the article.
SERVICE_MARKS: Final = (
    "newsletter", "pic.twitter.com/", "pic.x.com/", "t.co/", "facebook.com/sharer", "whatsapp-kanal",
    "whatsapp channel", "cookie", "e-mail-adresse wird nicht", "push-nachricht", "boletín", "infolettre",
)  # fmt: skip

# Words by which a byline begins, when a person's name is all that follows.
BYLINE_OPENERS: Final = ("by", "von", "par", "di", "por", "door", "redaktion", "redazione", "af", "av")

# Anywhere in a short line: it credits a picture or is a service of the page.
CREDIT_MARKS: Final = (
    "©", "(c)", "getty images", "shutterstock", "unsplash", "wikimedia", "cc by", "istock", "pixabay",
    "adobe stock", "picture alliance", "imago", "/afp", "/ap)", "archivbild", "archivfoto", "foto d'archivio",
    "photo d'archives", "foto de archivo", "file photo", "riproduzione riservata",
)  # fmt: skip

# Words at a sentence's start that point back to something said before it, so that it cannot be quoted alone; "_" joins
# words that must follow each other. Italian, Spanish and Portuguese leave the subject out, so that a verb in front
# points back too.
DANGLING_OPENERS: Final[dict[str, frozenset[str]]] = {
    "en": frozenset(
        "he she it they this that these those his her hers their theirs its him them but and so or yet however "
        "also too moreover furthermore besides meanwhile then thus hence therefore instead still otherwise "
        "nevertheless nonetheless additionally consequently similarly likewise indeed such both neither either "
        "another others afterwards later here there which we i my our the_former the_latter as_noted as_well "
        "as_such as_a_result in_addition by_contrast in_contrast for_example for_instance of_course in_fact "
        "even_so on_the_other the_same the_two the_three the_very at_the_same because not_only at_the_time "
        "a_day_later hours_later".split()
    ),
    "fr": frozenset(
        "il elle ils elles on ce cela ça ceci cet cette ces c celui celle ceux celles son sa ses leur leurs mais "
        "et ou or donc car ainsi cependant toutefois pourtant néanmoins aussi également puis ensuite enfin alors "
        "sinon lui y en là ici voilà d_ailleurs de_plus en_outre en_effet par_ailleurs par_contre en_revanche "
        "de_même pour_autant du_coup par_conséquent tel_que une_telle un_tel de_telles de_tels les_deux les_trois "
        "la_même le_même les_mêmes même outre l_un l_une je j nous quoi_qu comme_indiqué par_exemple qu notre nos "
        "autre s_y s_il".split()
    ),
    "de": frozenset(
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
        "egli lui lei esso essa essi esse loro questo questa questi queste quest quello quella quelli quelle quel "
        "quell ciò suo sua suoi sue ma e ed o oppure però tuttavia inoltre infatti anche pure così poi quindi "
        "dunque perciò pertanto invece intanto infine ne ci vi lì là qui qua ecco tale tali entrambi entrambe "
        "altrettanto stesso stessa per_questo per_esempio ad_esempio di_conseguenza allo_stesso la_stessa "
        "lo_stesso gli_stessi le_stesse i_due le_due i_tre nel_frattempo oltre_a_ciò da_qui dal_canto io noi "
        "nostro altri altre altra altro non_solo in_precedenza perché ha hanno è sono era erano sarà saranno aveva "
        "avevano si vuole vogliono".split()
    ),
    "es": frozenset(
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
    "en": frozenset("this that these those his her their its such him them it".split()),
    "fr": frozenset(
        "ce cela ça ceci cet cette ces celui celle ceux celles son sa ses leur leurs lui eux elle elles".split()
    ),
    "de": frozenset(
        "diesem diesen dieser dieses diese jenem jenen jener sein seine seinen seiner seinem seines ihm ihr ihren "
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
        "mit in im an auf bei durch für von zu nach vor während unter über seit ohne trotz aus gegen um neben "
        "zwischen wegen laut".split()
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

# Whoever spoke a quotation, when only a pronoun says so.
SPEAKER_PRONOUNS: Final[dict[str, frozenset[str]]] = {
    "en": frozenset("he she they it".split()),
    "fr": frozenset("il elle ils elles".split()),
    "de": frozenset("er sie es".split()),
    "it": frozenset("lui lei egli loro".split()),
    "es": frozenset("él ella ellos ellas".split()),
    "pt": frozenset("ele ela eles elas".split()),
    "nl": frozenset("hij zij ze".split()),
}

# Clauses whose subject was named in a sentence before.
POINTING_CLAUSES: Final[dict[str, tuple[str, ...]]] = {
    "en": ("that this is", "that this was", "that it is", "that it was", "the latter", "the former"),
    "fr": ("que cela ", "que c'", "que c’", "ce dernier", "cette dernière", "ces derniers", "ces dernières"),
    "de": ("dass dies", "dass das ", "letzterer", "letztere"),
    "it": ("che questo ", "che ciò ", "quest'ultim", "quest’ultim"),
    "es": ("que esto ", "que eso ", "este último", "esta última", "estos últimos"),
}

# Languages that write "the 38th minute" as "38. Minute".
ORDINAL_DOT: Final = frozenset("de da nb nn no fi cs sk sl hr sr bs hu et lv is pl tr".split())

# Abbreviations behind which a sentence goes on, where the splitter's own lists have a gap. Lower case, no last dot.
ABBREVIATIONS: Final[dict[str, frozenset[str]]] = {
    "en": frozenset(
        "mr mrs ms dr prof st gen sen rep gov lt col sgt capt rev hon jr sr vs no inc ltd co corp approx fig".split()
    ),
    "fr": frozenset(
        "m mm mme mmes mlle me mgr dr pr st ste art av bd env n° no p pp réf tél vol chap éd cf c.-à-d".split()
    ),
    "de": frozenset(
        "hr hrn fr frl dr prof st str nr bzw ca evtl ggf inkl usw vgl abs art bd mio mrd mind max tel z.b d.h u.a "
        "o.ä i.d.r z.t v.a geb gest jh jhd aufl".split()
    ),
    "it": frozenset("sig sigg dott dr prof avv ing geom on sen mons ecc art pag pagg n tel cap es cfr p.es s".split()),
    "es": frozenset("sr sra srta sres dr dra prof d dña ud uds art pág págs núm tel av avda c.p aprox gral".split()),
    "pt": frozenset("sr sra dr dra prof eng av art pág núm tel exmo".split()),
}
