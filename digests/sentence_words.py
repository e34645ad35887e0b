"""Words that tell whether a full stop ends a sentence, by language. Data only.

Closed classes of words (abbreviations, and by what sentences begin), apart for each language, since a word of one is
harmless in another. A language without an entry simply gets no such check.
"""

from typing import Final

# Languages that write "the 38th minute" as "38. Minute".
ORDINAL_DOT: Final = frozenset("de da nb nn no fi cs sk sl hr sr bs mk hu et lv is fo pl tr lb gsw ca".split())

# Abbreviations behind which a sentence goes on, where sentencex's own lists have a gap. Lower case, no last dot.
ABBREVIATIONS: Final[dict[str, frozenset[str]]] = {
    "en": frozenset(
        "mr mrs ms dr prof st gen sen rep gov lt col sgt capt rev hon jr sr vs inc ltd co corp approx a.m p.m e.g i.e "
        "messrs mt adm cmdr maj supt det insp pres cf viz ave blvd".split()
    ),
    "fr": frozenset(
        "m mm mme mmes mlle mlles me mgr ch ph th dr pr st ste av bd env réf tél éd cf c.-à-d p.ex ex boul hab min "
        "max".split()
    ),
    "de": frozenset(
        "hr hrn fr frl dr prof st str bzw ca evtl ggf inkl usw vgl mio mrd mind max tel z.b d.h u.a "
        "o.ä i.d.r z.t v.a geb gest jh jhd aufl bspw sog exkl zzgl abzgl dipl ing mag sen jun allg ehem verh u.u o.g "
        "s.o s.u i.v i.a etc resp rd lt gem bez dt österr schweiz frz engl amerik".split()
    ),
    "it": frozenset(
        "sig sigg sig.ra dott dott.ssa dr prof prof.ssa avv ing geom arch rag on sen mons ecc tel cfr p.es s ss "
        "gen col cap ten mar brig es ca".split()
    ),
    "es": frozenset(
        "sr sra srta sres dr dra prof d dña ud uds tel av avda c.p aprox gral ee.uu dpto lic ing arq mons sto sta "
        "fdo excmo excma p.ej etc cía ctra hnos".split()
    ),
    "pt": frozenset("sr sra srs dr dra drs prof profa eng av tel exmo exma arq d gen cel cap sto sta ltda cia".split()),
    "nl": frozenset(
        "dhr mevr mw dr drs mr ir ing prof ds st bijv bv ca enz nl o.a d.w.z m.a.w t.a.v i.v.m resp vs jhr gen kol "
        "sr jr incl excl min max tel".split()
    ),
    "sv": frozenset("t.ex bl.a m.m d.v.s dvs s.k osv etc ca kl dr prof st tel resp inkl exkl f.d o.s.v mkt".split()),
    "da": frozenset("f.eks bl.a m.m d.v.s dvs ca kl dr prof skt tel hr fr osv inkl ekskl evt jf pga mio mia".split()),
    "no": frozenset("f.eks bl.a m.m dvs ca kl dr prof st tel hr fr osv inkl ekskl evt jf pga mill mrd".split()),
    "pl": frozenset(
        "dr prof inż mgr hab ul al pl im św ks gen płk ppłk mjr kpt por ppor tzw m.in np tj tzn itp itd ok godz tel "
        "red abp bp o s.a zob por śp min maks".split()
    ),
    "cs": frozenset(
        "dr prof doc ing mgr bc mudr judr phdr rndr gen plk pplk mjr kpt por tzv např tj atd apod tj mj popř resp "
        "ul nám sv č tel ca cca hod min max o.s s.r.o a.s".split()
    ),
    "sk": frozenset("dr prof doc ing mgr bc mudr judr gen plk mjr tzv napr t.j atď apod resp ul nám sv tel".split()),
    "hu": frozenset("dr prof ifj id özv kb pl ún stb u.i vö tel ker".split()),
    "ro": frozenset("dr prof ing av dl dna d-na d-l sf st str nr bd ex etc cca min max lt col gen gl".split()),
    "tr": frozenset("dr prof doç yrd av sn st vb vs bkz örn tel cad sok mah apt alb alm ing a.ş ltd şti".split()),
    "ru": frozenset(
        "г гг гор ул просп пр пл им т.е т.н т.д т.п др пр тыс млн млрд трлн руб коп проф акад доц ген им св см ср "
        "обл р-н д кв стр корп тел и.о".split()
    ),
    "uk": frozenset("р рр м вул просп пл ім т.зв т.д т.п та.ін тис млн млрд грн коп проф акад ген св див обл".split()),
    "bg": frozenset("г гр ул бул д-р проф доц акад т.нар т.е напр св хил млн млрд лв инж арх".split()),
    "sr": frozenset("dr prof mr inž ul sv tzv npr itd tj br god st др проф мр ул св тзв нпр тј бр год".split()),
    "hr": frozenset("dr prof mr inž ul sv tzv npr itd tj br god st mons".split()),
    "bs": frozenset("dr prof mr inž ul sv tzv npr itd tj br god".split()),
    "sl": frozenset("dr prof mag inž ul sv t.i npr itd tj št g ga gospa".split()),
    "el": frozenset("κ κα κος κ.κ δρ καθ π.χ δηλ κ.λπ κ.ά βλ αρ σελ τηλ μ.μ π.μ αγ στρ".split()),
    "fi": frozenset("esim ym jne yms mm ns n klo puh tri prof toim.joht os st".split()),
    "et": frozenset("dr prof nt jne jm jt lk tel st s.o".split()),
    "lt": frozenset("dr prof doc pvz t.y t.t kt pan g pr al a.k gen".split()),
    "lv": frozenset("dr prof piem t.i utt u.c tūkst milj mljrd plkst".split()),
    "ca": frozenset("sr sra dr dra prof av pl c tel st sta mn etc p.ex aprox".split()),
    "gl": frozenset("sr sra dr dra prof av tel sto sta etc p.ex".split()),
    "id": frozenset("dr prof ir drs dra h hj jl kab tgl s.h m.si rp dkk dsb yth sdr".split()),
    "ms": frozenset("dr prof en pn hj jln sdn bhd tn y.b rm".split()),
    "vi": frozenset("ts ths pgs gs bs ks tp q p tt".split()),
    "ar": frozenset("د أ م أ.د".split()),
    "fa": frozenset("ه.ش ه.ق".split()),
    "hi": frozenset("डॉ श्री प्रो कु सु पं".split()),
    "he": frozenset("ד פרופ".split()),
}  # fmt: skip

# Abbreviations that end no sentence, whatever follows: forms of address, "for example".
NEVER_LAST: Final = frozenset(
    "mr mrs ms dr prof hr hrn fr mme mlle sig dott dr.ssa sra vs e.g i.e z.b d.h bspw np tzw tzn m.in tzv napr např "
    "mevr dhr bijv t.ex f.eks p.ex p.ej c.-à-d т.е т.н напр".split()
)

# Abbreviations only before a number; else they are a word at a sentence's end ("The answer is no.").
NUMBERED_ABBREVIATIONS: Final[dict[str, frozenset[str]]] = {
    "en": frozenset("no nos fig vol art p pp sec ch".split()),
    "fr": frozenset("n n° no nᵒ art p pp vol chap fig".split()),
    "de": frozenset("nr abs art bd kap abb ziff rn".split()),
    "it": frozenset("n nn n° art pag pagg cap vol".split()),
    "es": frozenset("n n° nº núm art pág págs cap vol".split()),
    "pt": frozenset("n n° nº art pág núm cap vol".split()),
    "nl": frozenset("nr art blz hfst".split()),
    "sv": frozenset("nr s kap".split()),
    "da": frozenset("nr s kap stk".split()),
    "no": frozenset("nr s kap".split()),
    "pl": frozenset("nr art ust pkt str r dn".split()),
    "cs": frozenset("č str odst čl".split()),
    "sk": frozenset("č str ods čl".split()),
    "hu": frozenset("sz".split()),
    "ro": frozenset("art alin pag".split()),
    "tr": frozenset("no md".split()),
    "ru": frozenset("ст п пп рис табл гл".split()),
    "uk": frozenset("ст п пп рис табл гл".split()),
    "ca": frozenset("n núm art pàg".split()),
    "id": frozenset("no hlm".split()),
}

# Words by which a new sentence begins even behind a dot that might be an abbreviation's or an ordinal's ("um 12. Das
# …"); not "Le" and "La", by which names begin.
SENTENCE_OPENERS: Final[dict[str, frozenset[str]]] = {
    "en": frozenset(
        "the he she it they we this that these those there but and his her their its what how did do does is are was "
        "were has have when while if however although meanwhile".split()
    ),
    "fr": frozenset(
        "il elle ils elles on ce cette ces les un une mais son sa ses leur c'est cela dans pour depuis selon après "
        "avec en au aux".split()
    ),
    "de": frozenset(
        "der die das den dem ein eine einen er sie es wir dies diese dieser dieses sein seine ihr ihre aber und auch "
        "doch damit dabei davon dort nach mit bei für von im in am zum zur wie was wer wenn als ob zudem danach seit "
        "vor auf aus laut dazu dafür dagegen nun so noch nur man".split()
    ),
    "it": frozenset("il gli lo un una ma questo questa questi queste nel nella per con in dopo secondo ora".split()),
    "es": frozenset("el los las un una pero ella él ellos este esta en para por según tras desde además".split()),
    "pt": frozenset("o os as um uma mas ele ela eles em para por segundo na no além".split()),
    "nl": frozenset("de het een hij zij ze dit dat deze die maar en wat hoe er in volgens ook s t k n".split()),
    "sv": frozenset("det den de han hon vi man men och i på för enligt när vad hur är var".split()),
    "da": frozenset("det den de han hun vi man men og i på for ifølge når hvad hvordan er var".split()),
    "no": frozenset("det den de han hun vi man men og i på for ifølge når hva hvordan er var".split()),
    "nn": frozenset("det den dei han ho vi ein men og i på for ifølgje når kva korleis er var".split()),
    "pl": frozenset("w na to ten ta te on ona oni jak ale nie po za do od z ze jest było gdy dla według".split()),
    "cs": frozenset("v na to ten ta ty on ona oni jak ale podle po za do od z ze je byl byla když pro".split()),
    "sk": frozenset("v na to ten tá on ona oni ako ale podľa po za do od z zo je bol bola keď pre".split()),
    "hu": frozenset("a az ez egy de és hogy mert ha nem is azt ezt".split()),
    "fi": frozenset("se ne hän he ja mutta tämä nämä kun jos että on oli".split()),
    "tr": frozenset("bu şu o ve ama ancak bir için ise".split()),
    "ru": frozenset("он она оно они это этот эта в на но и по как его её их при также".split()),
    "uk": frozenset("він вона воно вони це цей ця у в на але і й по як його її їх при також".split()),
    "ro": frozenset("el ea ei ele acest această un o dar și în la pe cu din de după potrivit".split()),
    "el": frozenset("ο η το οι τα τον την στο στη στην και αλλά αυτό αυτός αυτή με για από".split()),
    "hr": frozenset("on ona oni to taj ta u na ali i a za od po kako je".split()),
    "sr": frozenset("on ona oni to taj ta u na ali i a za od po je он она они то тај та у на али и за од по".split()),
    "ca": frozenset("el els les un una però ell ella aquest aquesta en per segons després".split()),
}  # fmt: skip

# What Dutch clips to one small letter, before the capital of a sentence: "'s Avonds", "'t Was".
CLIPPED_WORD: Final = r"['’‘][kmnst] (?=[A-Z])"

# Patterns of who spoke, behind a quotation that ends in a mark of its own, where a capital or a sign follows.
SPOKEN_BY: Final[dict[str, str]] = {
    "en": r"(?:[A-Z][\w.’'-]* |the |of ){1,5}(?:said|says|asked|asks|told|tells|wrote|added|replied|shouted|tweeted)\b",
    "zh": r"[^，。！？；：、“”「」\s]{1,12}?(?:说|說|表示|称|稱|指出|写道|寫道|强调|強調|问|問|喊)[，。：道]",
}

# Names that end in an exclamation mark.
EXCLAMATION_NAMES: Final = frozenset("yahoo yum jeopardy kahoot joomla".split())

# Thai and Lao set a blank between phrases and write no full stop: with these words a new statement begins, and behind
# or before these the same goes on.
PHRASE_OPENERS: Final[dict[str, tuple[str, ...]]] = {
    "th": tuple("ทั้งนี้ นอกจากนี้ อย่างไรก็ตาม ล่าสุด ต่อมา ขณะที่ ด้าน สำหรับ ก่อนหน้านี้ จากนั้น โดยเมื่อ เมื่อวันที่".split()),
    "lo": tuple("ນອກຈາກນີ້ ຢ່າງໃດກໍຕາມ ຫຼ້າສຸດ ຕໍ່ມາ ສຳລັບ ກ່ອນໜ້ານີ້ ໃນຂະນະທີ່".split()),
}
PHRASE_CONTINUERS: Final[dict[str, tuple[str, ...]]] = {
    "th": tuple("และ หรือ ที่ ซึ่ง เพื่อ ว่า แต่ กับ ของ ใน จาก รวมถึง พร้อม คือ เป็น โดย แห่ง จึง ให้".split()),
    "lo": tuple("ແລະ ຫຼື ທີ່ ຊຶ່ງ ເພື່ອ ວ່າ ແຕ່ ກັບ ຂອງ ໃນ ຈາກ ພ້ອມ ຄື ເປັນ ໂດຍ ໃຫ້".split()),
}
