"""Words at a sentence's start by which it points back, and what only looks like them, by language. Data only.

Closed classes of words (pronouns, connectives), apart for each language, since a word of one is harmless in another
("die", "il"). A language without an entry simply gets no such check.
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
        "sinon lui y en_témoigne en_témoignent en_résulte en_découle là ici voilà d_ailleurs de_plus en_outre "
        "en_effet par_ailleurs par_contre en_revanche "
        "de_même pour_autant du_coup par_conséquent tel_que une_telle un_tel de_telles de_tels les_deux les_trois "
        "la_même le_même les_mêmes même outre l_un l_une je j nous quoi_qu comme_indiqué par_exemple qu notre nos "
        "autre d_autres s_y s_il".split()
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
        "será serán había habían está están tiene tienen se le les dijo añadió señaló explicó agregó indicó afirmó "
        "aseguró manifestó comentó destacó sostuvo subrayó recordó apuntó precisó concluyó detalló reiteró".split()
    ),
    "pt": frozenset(
        "ele ela eles elas isto isso este esta esse essa estes estas esses essas aquele aquela seu sua seus suas "
        "mas e ou porém também além assim então depois contudo todavia entretanto portanto já_isso por_isso "
        "no_entanto foi foram é são era eram será disse afirmou acrescentou explicou destacou ressaltou lembrou".split()
    ),
    "nl": frozenset(
        "hij zij ze het_is dit dat deze die zijn haar hun maar en of ook bovendien echter toch dus daarom daarna "
        "daarbij daardoor daarmee daarnaast verder dan toen zo".split()
    ),
    "pl": frozenset(
        "on ona ono oni one to ten ta te tego tej jego jej ich im jemu ale i a oraz jednak także również też ponadto "
        "dlatego zatem więc potem następnie wtedy natomiast zaś tymczasem poza_tym w_związku_z_tym mimo_to takie taki "
        "tam tutaj tu my ja nasz nasze nasza ponieważ bo lecz jest są był była było były".split()
    ),
    "ru": frozenset(
        "он она оно они это этот эта эти его её ее их ему ей им но и а или также кроме_того однако поэтому затем "
        "потом тогда так при_этом тем_не_менее в_то_же там тут здесь мы я наш наша наши такой такая такие тот та те "
        "зато впрочем потому между_тем из-за_этого кроме_этого".split()
    ),
    "uk": frozenset(
        "він вона воно вони це цей ця ці його її їх йому їй але і й та або також крім_того однак тому потім тоді так "
        "при_цьому проте водночас там тут ми я наш наша наші такий така такі той отже".split()
    ),
    "tr": frozenset(
        "o bu şu onlar bunlar onun bunun onların bunların bunu buna bundan bunları bunlara onu ona ondan onları "
        "onlara ama ve ya ancak fakat ayrıca böylece sonra dolayısıyla öte_yandan "
        "bununla bu_nedenle ardından daha_sonra ben biz bizim burada orada çünkü oysa aynı_zamanda".split()
    ),
    "ar": frozenset(
        "هو هي هم هذا هذه ذلك تلك هؤلاء لكن ولكن كما أيضا أيضاً لذلك ثم وهو وهي وهم وهذا وهذه وذلك وتلك لكنه لكنها "
        "ولكنه ولكنها فهو فهي كذلك نحن أنا هنا وأضاف وأضافت "
        "وقال_إن وقالت_إن وأكد_أن وأكدت_أن وأوضح_أن وأوضحت_أن وأشار_إلى وأشارت_إلى ولفت_إلى ولفتت_إلى وذكر_أن "
        "وذكرت_أن وشدد_على وشددت_على قال_إن قالت_إن "
        "وتابع وتابعت واستطرد وأردف".split()
    ),
    "sv": frozenset(
        "han hon det_är det_var det_blir det_har det_hade det_kan det_ska det_säger det_skriver det_handlar "
        "det_betyder den_är den_var den_har de_är de_var de_har detta denna dessa hans hennes deras dess men och "
        "eller dock också därför därmed dessutom "
        "sedan då där här så vi jag vår vårt våra man sådan sådana annars samtidigt däremot".split()
    ),
    "da": frozenset(
        "han hun det_er det_var det_blir det_har det_havde det_hadde det_kan det_skal det_siger det_sier det_skriver "
        "det_viser det_betyder den_er den_var den_har de_er de_var de_har dette denne disse hans hendes deres dens "
        "dets men og eller dog også derfor dermed desuden "
        "så da der her vi jeg vores man sådan sådanne ellers samtidig derimod derudover".split()
    ),
    "no": frozenset(
        "han hun det_er det_var det_blir det_har det_havde det_hadde det_kan det_skal det_siger det_sier det_skriver "
        "det_viser det_betyder den_er den_var den_har de_er de_var de_har dette denne disse hans hennes deres dens "
        "dets men og eller likevel også derfor dermed "
        "dessuten så da der her vi jeg vår vårt våre man slik slike ellers samtidig derimod".split()
    ),
    "cs": frozenset(
        "on ona ono oni ten ta to ti tento tato toto tito jeho její jejich ale a i nebo však také rovněž proto potom "
        "pak tehdy tak tam tady zde my já náš naše takový taková takové je jsou byl byla bylo byli navíc přesto".split()
    ),
    "el": frozenset(
        "αυτός αυτή αυτό αυτοί αυτές αυτά εκείνος εκείνη εκείνο του_ίδιου αλλά και όμως ωστόσο επίσης ακόμη έτσι "
        "τότε εκεί εδώ εμείς εγώ επιπλέον παράλληλα είναι ήταν αν_και".split()
    ),
    "ro": frozenset(
        "el ea ei ele acesta aceasta aceștia acestea acest această aceste acel acea dar și sau însă totuși astfel "
        "apoi "
        "atunci acolo aici noi eu de_asemenea în_plus prin_urmare totodată este sunt era erau a au".split()
    ),
    "hu": frozenset(
        "ő ők ez ezek azok ezt azt de és vagy azonban viszont ezért így aztán akkor ott itt mi én emellett "
        "továbbá ugyanakkor ráadásul szintén".split()
    ),
    "fi": frozenset(
        "hän he se ne tämä nämä tuo nuo hänen heidän sen niiden tämän näiden mutta ja tai kuitenkin myös siksi sitten "
        "silloin siellä täällä me minä lisäksi toisaalta näin".split()
    ),
}

# The same in languages without blanks between words: how such a sentence begins.
DANGLING_BEGINNINGS: Final[dict[str, tuple[str, ...]]] = {
    "zh": tuple(
        "他 她 它 这 這 那 其 此 但 而 并 並 且 也 因此 所以 然而 不过 不過 另外 此外 同时 同時 随后 隨後 于是 於是 "
        "我 例如 比如 对此 對此 由此 与此 與此".split()
    ),
    "ja": tuple(
        "彼 これ それ あれ この その あの ここ そこ しかし また そして だが ただ さらに そのため このため 一方 なお "
        "同氏 同社 同国 同日 私 我々 つまり すると なぜなら".split()
    ),
    "th": tuple("เขา เธอ มัน พวกเขา แต่ และ หรือ ซึ่ง โดย จึง ทั้งนี้ นอกจากนี้ อย่างไรก็ตาม ดังนั้น เรา ผม ฉัน เพราะ".split()),
    "lo": tuple("ເຂົາ ມັນ ແຕ່ ແລະ ຫຼື ຊຶ່ງ ໂດຍ ນອກຈາກນີ້ ດັ່ງນັ້ນ ເຮົາ ຂ້ອຍ".split()),
    "km": tuple("គាត់ ប៉ុន្តែ និង ឬ ដូច្នេះ យើង ខ្ញុំ".split()),
}

# What only looks as if it began so: Yemen, Dante and Naples in Chinese, a private school in Japanese, cassava in Thai.
STANDING_BEGINNINGS: Final[dict[str, tuple[str, ...]]] = {
    "zh": tuple("也门 他信 但丁 而立 那不勒斯 那曲 并购 並購 这周 這週 这几天 此间".split()),
    "ja": tuple("一方通行 私立 私鉄 この日、 この日の".split()),
    "th": tuple("มันสำปะหลัง มันฝรั่ง เขาใหญ่ เขาค้อ แต่ง แต่ละ".split()),
    "lo": tuple("ແຕ່ງ ແຕ່ລະ".split()),
}

# Phrases at a sentence's start that look as if they pointed back and do not.
STANDING_OPENERS: Final[dict[str, frozenset[str]]] = {
    "en": frozenset("because_of so_far so_called both_of here_in".split()),
    "fr": frozenset("il_y_a il_y_avait il_faut l_un_des l_une_des".split()),
    "de": frozenset("so_viel so_viele so_wenig so_wenige damit_die damit_der damit_das so_genannte".split()),
    "it": frozenset("lo_stesso_giorno_in".split()),
    "es": frozenset("lo_que".split()),
}

# Words by which a sentence tells its reader what to do, and not what has happened.
READER_OPENERS: Final[dict[str, frozenset[str]]] = {
    "en": frozenset("click subscribe download visit listen you your".split()),
    "fr": frozenset("cliquez abonnez inscrivez lisez retrouvez téléchargez découvrez écoutez vous votre vos".split()),
    "de": frozenset("klicken abonnieren klick abonniere".split()),
    "it": frozenset("clicca iscriviti scopri scarica abbonati seguici puoi potete".split()),
    "es": frozenset("haz suscríbete suscríbase descarga descubre síguenos".split()),
    "pt": frozenset("clique assine leia inscreva saiba baixe você".split()),
    "nl": frozenset("klik abonneer lees u uw".split()),
    "pl": frozenset("kliknij czytaj zobacz pobierz sprawdź".split()),
    "tr": frozenset("tıklayın".split()),
}

# How German speaks to its reader: a capital where no sentence begins, "Hier finden Sie …".
READER_PRONOUNS: Final = r"(?<=[a-zäöüß,] )(?:Sie|Ihnen|Ihre?[mnrs]?)\b"

# Words by which an opening phrase without a subject begins, beside prepositions and times.
OPENING_ADVERBS: Final[dict[str, frozenset[str]]] = {
    "en": frozenset(
        "last next yesterday today tomorrow earlier late early once now recently according born known given".split()
    ),
    "fr": frozenset(
        "hier demain aujourd auparavant récemment dernièrement désormais jadis autrefois initialement actuellement "
        "selon face grâce suite quant au aux du en parallèlement fin début mi a".split()
    ),
    "de": frozenset(
        "gestern heute morgen zuletzt zunächst bisher bislang früher später mittlerweile kürzlich ursprünglich "
        "bereits erst seitdem vergangenes vergangenen vergangene nächstes derzeit aktuell einst".split()
    ),
    "it": frozenset("ieri oggi domani recentemente attualmente nel nella all alla al dal".split()),
    "es": frozenset("ayer hoy mañana recientemente actualmente posteriormente anteriormente antes".split()),
    "pt": frozenset("ontem hoje amanhã recentemente atualmente posteriormente no na nos nas ao à em".split()),
    "nl": frozenset("gisteren vandaag morgen eerder later onlangs vorig vorige volgend volgens".split()),
    "pl": frozenset("wczoraj dziś dzisiaj jutro wcześniej później ostatnio obecnie".split()),
    "ru": frozenset("вчера сегодня завтра ранее позже недавно сейчас".split()),
    "uk": frozenset("вчора сьогодні завтра раніше пізніше нещодавно зараз".split()),
    "sv": frozenset("igår idag tidigare senare nyligen".split()),
    "da": frozenset("i_går tidligere senere nylig".split()),
    "no": frozenset("tidligere senere nylig".split()),
    "cs": frozenset("včera dnes zítra dříve později nedávno".split()),
}

# How a participle ends by which a clause without a subject begins: "Asked on Monday, he", "Interrogé mardi, il".
PARTICIPLE_ENDS: Final[dict[str, tuple[str, ...]]] = {
    "en": ("ed", "ing"),
    "fr": ("é", "ée", "és", "ées", "ant"),
    "es": ("ado", "ada", "ados", "adas", "ido", "ida", "idos", "idas", "ando", "iendo"),
    "it": ("ato", "ata", "ati", "ate", "uto", "uta", "ando", "endo"),
    "pt": ("ado", "ada", "ados", "adas", "ido", "ida", "ando", "endo"),
}

# Subjects that name nobody, though they are nouns, and what points back behind a participle. Matched at the start.
UNNAMED_SUBJECTS: Final[dict[str, str]] = {
    "en": r"The (?:\d+-year-old|duo|trio|pair|couple|teenager|suspects?|victims?)(?:[’']s| (?:was|were|is|are|has|had|"
    r"have|said|told|died|also|then|pleaded|admitted|denied|appeared|faces?|will)\b)"
    r"|(?:Asked|Questioned|Pressed|Speaking|Commenting) (?:about|on) (?:it|this|that|him|her|them|the matter)\b"
    r"|According to (?:him|her|them)\b|As for (?:the|its|their) [a-z ]{1,30}, (?:he|she|it|they)\b",
    "fr": r"L[ea] (?:(?:tren|quadra|quinqua|sexa|septua|octo|nona)\w{2,3}naire|jeune (?:homme|femme)|duo|trio|suspecte?"
    r"|couple|victime) (?:a|est|était|avait|sera|aurait|serait|n|s|ont)\b"
    r"|\w+ (?:à ce (?:sujet|propos)|sur (?:ce (?:point|sujet)|cette question))\b",
    "de": r"(?:Der|Die|Dem|Den) \d+[ -]?[Jj]ährigen?\b(?! [A-Z])"
    r"|(?:Das (?:Duo|Trio|Paar|Quartett)|Der (?:Mann|Verdächtige|Tatverdächtige|Täter)|Die (?:Frau|Verdächtige)) "
    r"(?:war|wurde|hat|hatte|ist|soll|flüchtete|konnte|wird|sei|habe|muss|kam|erlitt|starb)\b",
    "es": r"(?:Preguntad|Consultad|Interrogad)[oa]s? (?:al respecto|por (?:ello|esto|eso)|sobre (?:ello|esto|eso))\b"
    r"|(?:El dúo|La pareja|El joven|La joven|El sospechoso) (?:fue|ha|había|está|es|era|será)\b",
    "it": r"(?:Interpellat|Intervistat|Interrogat)[oaie] (?:in merito|al riguardo|su (?:questo|ciò))\b"
    r"|(?:Il duo|La coppia|L[’']uomo|La donna|Il giovane|La giovane) (?:è|ha|era|aveva|sarà|sarebbe)\b",
    "ru": r"По (?:его|её|ее|их) (?:словам|мнению|данным|информации)\b|По словам (?:него|неё|нее|них)\b",
    "uk": r"(?:За|На) (?:його|її|їх|їхніми|їхню) (?:словами|думку|даними)\b",
    "pl": r"(?:Według|Zdaniem) (?:niego|niej|nich|jego|jej|ich)\b",
    "nl": r"Volgens (?:hem|haar|hen)(?= (?:is|was|zijn|heeft|had|kan|moet|wordt|gaat|blijft|zal|komt|staat)\b|[,.])",
    "cs": r"Podle (?:něj|něho|ní|nich)\b",
    "sv": r"Enligt (?:honom|henne|dem)\b",
    "da": r"Ifølge (?:ham|hende|dem)\b",
    "no": r"Ifølge (?:ham|henne|dem)\b",
    "tr": r"(?:Ona|Onlara) göre\b",
}
