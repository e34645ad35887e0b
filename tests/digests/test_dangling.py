"""Which sentences point back, name nobody, or speak to their reader, and which only look as if they did."""

import pytest

from digests.candidates import dependent, is_whole, quotable
from digests.models import Sentence

STANDING = [
    ("de", "„Mit der neuen Bahn sparen alle Zeit“, heißt es in der Mitteilung der Stadt Orsk."),
    ("en", "The city council approved the new tram line on Tuesday evening."),
    ("en", "Two people were hurt when a bus overturned near Calderby."),
    ("en", "The president said that it was the army's duty to protect the border."),
    ("en", "“We will rebuild every school,” said Ada Brown, the minister of education."),
    ("en", "“We will rebuild every school,” Brown said."),
    ("en", "Mayor Ada Brown said: “We will rebuild every school in the valley.”"),
    ("en", "Here in Lisbon, thousands marched for cheaper housing on Saturday."),
    ("en", "Six months after the flood, the village of Orsk is still without water."),
    ("en", "By Monday the fire had destroyed 300 homes in the hills above Porto."),
    ("en", "As the storm moved north, power failed in 40,000 homes in Brittany."),
    ("en", "One of the two suspects, a 34-year-old man, was arrested in Lille on Wednesday."),
    ("en", "Because of heavy rain, the final in Turin was put off until Thursday."),
    ("en", 'The club\'s owner, Ivo Lang, called the sale "a disaster" for the town.'),
    ("en", 'Unlike the others, Spain\'s "Plan B" was met with applause in Brussels on Friday.'),
    ("en", "iRobotics, a Danish start-up, will build a plant for 400 workers in Aarhus."),
    ("en", "eBay will close its office in Dublin, which employs 300 people."),
    ("en", "36 people died when a ferry sank off the coast of Sumatra on Monday."),
    ("en", "The government’s plan – ‘Homes for All’ – was backed by 312 deputies."),
    ("en", "The 1990s' biggest band, The Larks, will tour Europe next summer."),
    ("en", "At this year's fair in Leipzig, 2,000 publishers show their books."),
    ("en", "The U.S. Treasury said it will sell $40 billion in bonds next week."),
    ("en", "So far, 41 countries have signed the treaty on plastics, the UN said."),
    ("en", "On Tuesday the parliament in Oslo voted for a ban on deep-sea mining."),
    ("de", "Das Museum an der Leie bleibt bis zum Frühjahr geschlossen."),
    ("de", "Das neue Museum in Gent öffnet erst im Frühjahr seine Türen."),
    ("de", "Das erste deutsche Wasserstoffschiff hat am Montag Hamburg verlassen."),
    ("de", "Das 300 Jahre alte Schloss bei Kassel ist am Montag abgebrannt."),
    ("de", "Das Bundesamt für Statistik meldet für Oktober sinkende Preise."),
    ("de", "Das am Montag vorgestellte Gesetz sieht höhere Strafen für Raser vor."),
    ("de", "Das seit Jahren leerstehende Kaufhaus in Essen wird zum Archiv umgebaut."),
    ("de", "Das größte Kreuzfahrtschiff der Welt ist am Sonntag in Rostock eingelaufen."),
    ("de", "Das französische und das deutsche Parlament tagten gemeinsam in Straßburg."),
    ("de", "Das bekannte Lokal am Rhein schließt nach 80 Jahren seine Türen."),
    ("de", "Das geplante Stadion in Bremen soll 200 Millionen Euro kosten."),
    ("de", "In Bayern haben am Montag Tausende Lehrer die Arbeit niedergelegt."),
    ("de", "Die Polizei in Lille hat am Mittwoch zwei Verdächtige festgenommen."),
    ("de", "Bei einem Unfall auf der A 7 bei Kassel sind drei Menschen gestorben."),
    ("de", "Vor dem Spiel in Köln hat die Polizei 40 Menschen festgenommen."),
    ("de", "„Wir bauen jede Schule wieder auf“, sagte Ministerin Anna Berg am Montag."),
    ("de", "„Wir bauen jede Schule wieder auf“, sagte Berg."),
    ("de", "So viele Störche wie nie haben in diesem Jahr in Brandenburg gebrütet."),
    ("de", "Nach Angaben der Behörden in Athen sind drei Menschen ums Leben gekommen."),
    ("de", "In diesem Jahr sind in Österreich so viele Menschen eingebürgert worden wie nie."),
    ("de", "Dass das Stadion in Bremen teurer wird, bestätigte der Senat am Montag."),
    ("fr", "Le musée de la Lys à Gand a rouvert ses portes ce mardi matin."),
    ("fr", "L'un des deux suspects, un homme de 34 ans, a été arrêté à Lille mercredi."),
    ("fr", "Après cinq heures de débat, le parlement d'Oslo a adopté la loi."),
    ("fr", "La Banque de France prévoit une croissance de 0,9 % pour l'année prochaine."),
    ("fr", "Il y a trente ans, le barrage de Malpas cédait et noyait la vallée."),
    ("fr", "« Nous allons reconstruire chaque école », a déclaré la ministre Anne Roux."),
    ("fr", "« Nous allons reconstruire chaque école », a déclaré Anne Roux."),
    ("fr", "D'après la préfecture, 12 000 personnes ont manifesté à Lyon samedi."),
    ("fr", "Ce mardi, le gouvernement portugais a présenté son budget pour 2027."),
    ("fr", "Cette semaine, la Banque centrale européenne décide de ses taux."),
    ("fr", "Cette année, la récolte de blé en Beauce a baissé de 12 %."),
    ("fr", "La ville d'Arles, dont le maire est « très inquiet », ferme ses arènes."),
    ("fr", "La hausse des prix (+ 2,1 % en octobre) inquiète la Banque de France."),
    ("it", "Il museo di Gand ha riaperto le sue porte martedì mattina."),
    ("it", "Il Napoli ha vinto in casa contro il Torino per tre a uno."),
    ("it", "Il 12 novembre il parlamento di Oslo ha approvato la legge."),
    ("it", "Da lunedì i treni tra Milano e Torino viaggiano con un'ora di ritardo."),
    ("it", "«Ricostruiremo ogni scuola», ha detto la ministra Anna Neri."),
    ("it", "Lo stesso giorno in cui il parlamento votava, a Roma sfilavano in centomila."),
    ("it", "Tra i feriti del crollo di Ambra ci sono anche due bambini di tre anni."),
    ("it", "L'Italia è il primo produttore di vino al mondo, secondo l'Oiv."),
    ("es", "El museo de Gante volvió a abrir sus puertas el martes por la mañana."),
    ("es", "El Gobierno de Portugal presentó este martes su presupuesto para 2027."),
    ("es", "Lo que más preocupa a los vecinos de Soria es la falta de médicos."),
    ("es", "Este martes el Gobierno portugués presentó su presupuesto para 2027."),
    ("es", "Esta semana el Banco Central Europeo decide sobre los tipos de interés."),
    ("es", "«Reconstruiremos cada escuela», dijo la ministra Ana Ruiz."),
    ("es", "Entre los heridos hay también dos niños de tres años, según el hospital de Soria."),
    ("es", "La ciudad de Ambra perdió un tercio de sus vecinos en diez años."),
    ("en", "Norland's state airline said that it was closing its base in Orsk."),
    ("en", "The former mayor of Calderby has been found guilty of fraud."),
    ("en", "Because of a burst pipe, the museum in Ghent was closed on Sunday."),
    ("en", "This week the parliament in Oslo votes on a ban on deep-sea mining."),
    ("de", "Die Stadt Gent teilte mit, dass das Museum bis Mai geschlossen bleibt."),
    ("de", "Das alte Rathaus von Korinth muss abgerissen werden."),
    ("de", '„Wir bauen jede Schule wieder auf", sagte Anna Berg am Montag in Athen.'),
    ("fr", "Le prix du blé a baissé de 12 % ces derniers mois, selon l'agence de Beauce."),
    ("es", "El precio del trigo bajó un 12 % este último año, según la agencia de Soria."),
    ("en", "Ada Brown’s party won 40 of 90 seats, with “Homes for All” as its slogan."),
    ("en", "“We lost Brown’s trust,” said the minister’s spokesman Ivo Lang."),
    ("zh", "阿姆布拉的大坝星期一早上决堤。"),
    ("ja", "アンブラのダムが月曜日の朝に決壊した。"),
    ("ru", "Плотина в Амбре прорвалась в понедельник утром."),
    ("hi", "अम्बरा का बाँध सोमवार की सुबह टूट गया था।"),
    ("fr", "En mai, le parlement d'Oslo a voté une loi sur la pêche en haute mer."),
    ("th", "เขื่อนในจังหวัดทางเหนือแตกเมื่อเช้าวันจันทร์หลังฝนตกหนัก"),
    ("lo", "ເຂື່ອນໃນແຂວງທາງເໜືອແຕກໃນເຊົ້າວັນຈັນຫຼັງຝົນຕົກໜັກ"),
    ("km", "ទំនប់នៅខេត្តភាគខាងជើងបានបាក់កាលពីព្រឹកថ្ងៃចន្ទ"),
    ("zh", "阿姆布拉的大坝星期一早上决堤，三百多名村民被转移到附近的学校"),
    ("zh-Hant", "阿姆布拉的大壩星期一早上決堤。"),
    ("ko", "안브라의 댐이 월요일 아침에 무너졌다."),
    ("ka", "ამბრას კაშხალი ორშაბათს დილით ჩამოინგრა ძლიერი წვიმის შემდეგ."),
    ("sv", "Den nya spårvägen i Orsk öppnade på måndagen efter tre års arbete."),
    ("da", "Den nye letbane i Orsk åbnede mandag efter tre års arbejde."),
    ("tr", "Bu hafta Ambra'da meclis yeni tramvay hattını onayladı."),
    ("ru", "В понедельник утром в Амбре прорвало плотину, погибли три человека."),
    ("ar", "وقال الوزير سامي درويش إن السد في عنبرة سيعاد بناؤه قبل الصيف."),
]

NOT_STANDING = [
    ("en", "He said the council would vote again on Tuesday."),
    ("en", "But the council would vote again on Tuesday evening."),
    ("en", "The minister also said the line would open in May."),
    ("en", "“We will rebuild every school in the valley.”"),
    ("en", "“We will rebuild every school,” he said."),
    ("en", '"We will rebuild every school," she told reporters.'),
    ("en", "We will rebuild every school in the valley,” she said."),
    ("en", "“We will rebuild every school in the valley."),
    ("en", "Five things to know about the new tram line"),
    ("en", "What does the new tram line mean for you?"),
    ("en", "- The new tram line opens in the month of May."),
    ("en", "• The new tram line opens in the month of May."),
    ("en", "and the new tram line opens in the month of May."),
    ("en", "Read more about the new tram line here:"),
    ("en", "In that case the council will have to vote again."),
    ("en", "“We will rebuild every school,” the minister said."),
    ("en", "That's why the council voted against the new tram line."),
    ("en", "It's a sign that the council is in trouble again."),
    ("de", "Das fordern mehrere Parteien seit dem vergangenen Jahr."),
    ("de", "Das teilte die Polizei in Lille am Mittwochabend mit."),
    ("de", "Das sagte Ministerin Anna Berg am Montag in Berlin."),
    ("de", "Das war für die Stadt eine große Überraschung am Montag."),
    ("de", "Das könnte die Stadt in den kommenden Jahren viel Geld kosten."),
    ("de", "Das hatte Ministerin Anna Berg vor der Wahl versprochen."),
    ("de", "Das wäre Europas größter Hafen mit 9000 Beschäftigten."),
    ("de", "Das erklärte Anna Berg am Montag vor Journalisten in Berlin."),
    ("de", "Das berichte Anna Berg am Montag vor Journalisten in Berlin."),
    ("de", "Das habe Ministerin Anna Berg vor der Wahl versprochen, hieß es."),
    ("de", "Dies bestätigte die Polizei in Lille am Mittwochabend."),
    ("de", "Dazu kommen 300 Wohnungen, die im Mai fertig werden."),
    ("de", "„Wir bauen jede Schule wieder auf“, sagte sie am Montag."),
    ("de", "„Wir bauen jede Schule wieder auf und noch mehr.“"),
    ("fr", "Il a ajouté que le vote aurait lieu mardi prochain."),
    ("fr", "Elle sera remplacée par un pont plus large en 2028."),
    ("fr", "« Nous allons reconstruire chaque école », a-t-il ajouté."),
    ("fr", "C'est ce qu'a annoncé la préfecture de Lyon samedi soir."),
    ("fr", "Ces derniers réclament une hausse de salaire de 5 %."),
    ("it", "Egli ha detto che il voto si terrà martedì prossimo."),
    ("it", "Lo ha detto la ministra Anna Neri ai giornalisti a Roma."),
    ("it", "«Ricostruiremo ogni scuola», ha detto."),
    ("it", "Questo è il motivo per cui il tribunale ha deciso."),
    ("it", "È stato fermato dalla polizia dopo una lunga fuga."),
    ("es", "Él dijo que la votación sería el martes próximo."),
    ("es", "Lo dijo la ministra Ana Ruiz a los periodistas en Madrid."),
    ("es", "«Reconstruiremos cada escuela», ha añadido."),
    ("es", "Esto supone una subida de un 5 % respecto a 2025."),
    ("es", "Fue detenido por la policía tras una larga huida."),
    ("de", "„Das bauen wir alles wieder auf“, sagte er am Montag in Athen."),
    ("fr", "« Tout sera reconstruit », a-t-elle dit à Athènes."),
    ("en", "“Every school will be rebuilt,” he told the Northern Ledger."),
    ("en", "On Monday he said the council would vote again."),
    ("en", "That week the parliament in Oslo voted on the ban again."),
    ("fr", "Ce jour-là, le parlement d'Oslo avait voté la loi."),
    ("de", "Das gilt seit Montag auch für die Gemeinden im Norden."),
    ("it", "Quest'ultimo ha negato ogni accusa davanti al giudice."),
    ("en", "The bridge (built in 1907 was closed on Monday night."),
    ("en", "The dam, he said, “must be rebuilt at once."),
    ("zh", "大坝为什么会决堤呢？他不知道为什么？"),
    ("en", "b) The new tram line opens in the month of May."),
    ("en", "Though I would guess that the new tram line opens in May."),
    ("fr", "Bien que je doute de la « date », le tramway ouvrira en mai."),
    ("de", "Wenn ich raten sollte, öffnet die neue Linie im Mai."),
    ("en", "…and so the new tram line opens in May."),
    ("en", "Click here to see all the pictures of the new tram line."),
    ("en", "Sign up for our newsletter to read more about the new tram line."),
    ("en", "In my opinion the new tram line opens far too late."),
    ("es", "Añadió que la nueva línea del tranvía abrirá en mayo."),
    ("fr", "En témoigne la foule venue lundi pour la nouvelle ligne."),
    ("pl", "Jednak nowa linia tramwajowa ruszy dopiero w maju."),
    ("ru", "Он сказал, что новая линия трамвая откроется в мае."),
    ("uk", "Він сказав, що нова лінія трамвая відкриється у травні."),
    ("tr", "Bunun ardından yeni tramvay hattı mayıs ayında açıldı."),
    ("ar", "وأضاف أن السد في عنبرة سيعاد بناؤه قبل الصيف."),
    ("sv", "Hon säger att den nya linjen öppnar för alla i maj."),
    ("da", "Det er den første linje, der åbner i Orsk i år."),
    ("no", "Han sier at den nye linjen åpner for alle i mai."),
    ("cs", "Podle něj: „Tramvaj pojede už v květnu letošního roku.“ Však"),
    ("el", "Ωστόσο η νέα γραμμή του τραμ ανοίγει τον Μάιο."),
    ("ro", "De asemenea, noua linie de tramvai se deschide în mai."),
    ("hu", "Azonban az új villamosvonal csak májusban nyílik meg."),
    ("fi", "Hän sanoi, että uusi raitiotielinja avataan toukokuussa."),
    ("zh", "他说新的电车线路将在五月开通。"),
    ("zh-Hant", "此外，新的電車路線將在五月開通。"),
    ("ja", "しかし新しい路線は五月に開通する。"),
    ("th", "นอกจากนี้รถรางสายใหม่จะเปิดให้บริการในเดือนพฤษภาคมปีหน้า"),
]

BEHIND_AN_OPENING = [
    ("en", "Last year he won the race across the valley."),
    ("en", "On Tuesday evening she said that the bridge was safe."),
    ("en", "As for the bridge, it will be closed until May."),
    ("en", "Under the plan, they will receive 300 euros a month."),
    ("en", "In Orsk, he met the owners of the old bridge."),
    ("en", "Born in a small village, she moved to the city."),
    ("en", "According to her, the bridge will be closed until May."),
    ("fr", "Pour la croissance, elle table sur 1,2 % l’an prochain."),
    ("fr", "Mardi, il a annoncé la fermeture du pont aux habitants."),
    ("fr", "À l’époque, il habitait dans une petite maison du port."),
    ("fr", "À Orsk, elle a rencontré les pêcheurs du vieux port."),
    ("fr", "Interpellé lundi soir, il a reconnu le vol des cloches."),
    ("fr", "Fin 2026, ils avaient déjà fermé le pont deux fois."),
    ("fr", "Lundi soir, elle le rappelle et accepte les critiques."),
    ("de", "Am Montag sagte er vor dem Rathaus, der Damm sei sicher."),
    ("de", "Am Montag sagte er, dass der Damm sicher sei."),
    ("de", "Für 2027 erwartet sie ein Wachstum von 1,2 Prozent."),
    ("de", "Die jetzige Lage sieht er als Chance für den Hafen."),
    ("de", "Ein Rettungswagen brachte ihn ins nächste Krankenhaus."),
    ("it", "Lunedì, lei ha annunciato la chiusura del ponte."),
    ("it", "Secondo lui, il ponte resterà chiuso fino a maggio."),
    ("es", "El lunes, él anunció el cierre del puente a los vecinos."),
    ("pt", "Na segunda-feira, ele anunciou o fechamento da ponte."),
    ("nl", "Maandag zei hij dat de brug nog gesloten blijft."),
    ("nl", "Volgens haar blijft de brug tot mei gesloten."),
    ("pl", "W poniedziałek ona ogłosiła zamknięcie mostu w mieście."),
    ("pl", "Według niego most pozostanie zamknięty do maja."),
    ("ru", "В понедельник он сообщил о закрытии моста."),
    ("ru", "По его словам, мост останется закрытым до мая."),
    ("uk", "За її словами, міст буде закритий до травня."),
    ("sv", "På måndagen sade han att bron är stängd till maj."),
    ("da", "Mandag sagde han, at broen er lukket til maj."),
    ("no", "Ifølge henne er broen stengt til begynnelsen av mai."),
    ("cs", "Podle něj bude most uzavřen až do května."),
]

NAMED_BEFORE_THE_PRONOUN = [
    ("en", "After two years in office, Ada Brown says she will resign."),
    ("en", "On Monday police said they had found the missing boat."),
    ("en", "When the bridge collapsed, it blocked the whole river."),
    ("en", "Since Monday morning, it has been raining in the valley."),
    ("en", "With Ada Brown as its mayor, it is a town that grows."),
    ("fr", "Au Portugal, il faut désormais réserver sa place en train."),
    ("fr", "Depuis mardi, il est interdit de se baigner dans la Lys."),
    ("fr", "Avec Anne Roux, elle forme la paire du double de Gand."),
    ("fr", "Si la ville refuse, elle devra payer une lourde amende."),
    ("fr", "Le maire, lui, refuse de fermer le vieux pont d’Orsk."),
    ("de", "Am Montag sagte Anna Berg, sie werde nicht zurücktreten."),
    ("de", "Die Stadt Gent teilte mit, dass sie das Museum schließt."),
    ("de", "Genaueres könne er noch nicht sagen, sagte Ivo Lang am Montag in Gent."),
    ("de", "Der Verein, der Kinder fördert und für sie sammelt, zieht nach Gent."),
    ("de", "Anna Berg ist sicher: Sie wird die Wahl in Gent gewinnen."),
    ("es", "El lunes, Ana Ruiz anunció que ella misma cerrará el puente."),
    ("nl", "Maandag zei burgemeester Anna Bos dat zij de brug sluit."),
    ("ru", "В понедельник Анна Орлова сообщила, что она закроет мост."),
]

NAMING_NOBODY = [
    ("en", "The 42-year-old was arrested in the town on Monday."),
    ("en", "The pair were found by a fisherman on Monday morning."),
    ("en", "Two of them were taken to the hospital of the town."),
    ("en", "Asked about it, the minister declined to comment."),
    ("fr", "Le quadragénaire a été placé en garde à vue mardi."),
    ("fr", "Interrogé à ce sujet, le porte-parole n’a rien dit."),
    ("fr", "D’autres ont été blessés dans la chute du pont."),
    ("fr", "Deux d’entre eux ont été conduits à l’hôpital."),
    ("de", "Der 35-Jährige wurde am Montag in Gent festgenommen."),
    ("de", "Das Duo flüchtete zu Fuß in Richtung Innenstadt."),
    ("de", "Dieser hatte die Personen am Bahnhof angesprochen."),
    ("de", "Zwei von ihnen kamen am Montag in ein Krankenhaus."),
    ("es", "Esta decisión afecta a 300 vecinos de la zona."),
    ("es", "Uno de ellos fue detenido el lunes por la noche."),
    ("it", "Due di loro sono stati portati in ospedale lunedì."),
]

TO_THE_READER = [
    ("en", "You can download it from the page of the town hall."),
    ("fr", "Vous pouvez la télécharger ici dès lundi matin."),
    ("de", "Ausführliche Angaben dazu finden Sie auf der nächsten Seite."),
]


def stands_alone(text: str, language: str) -> bool:
    texts = [*["Ada Brown opened the new tram line of Orsk in May."] * 3, text]  # among the first a stop may be missing
    read = [Sentence(article_id="a", start=0, end=len(each), text=each) for each in texts]
    return text in {sentence.text for sentence in quotable([read], language)}


@pytest.mark.parametrize(("language", "text"), STANDING)
def test_an_ordinary_sentence_that_names_what_it_speaks_of_can_be_quoted(language: str, text: str) -> None:
    assert is_whole(text)
    assert stands_alone(text, language)


@pytest.mark.parametrize(("language", "text"), NOT_STANDING)
def test_fragments_and_sentences_that_point_back_cannot_be_quoted(language: str, text: str) -> None:
    assert not stands_alone(text, language)


@pytest.mark.parametrize(("language", "text"), BEHIND_AN_OPENING)
def test_a_pronoun_for_a_subject_points_back_behind_an_opening_phrase_too(language: str, text: str) -> None:
    assert is_whole(text)
    assert not stands_alone(text, language)


@pytest.mark.parametrize(("language", "text"), NAMED_BEFORE_THE_PRONOUN)
def test_a_pronoun_that_stands_for_nothing_or_for_whom_its_sentence_names_does_not(language: str, text: str) -> None:
    assert stands_alone(text, language)


@pytest.mark.parametrize(("language", "text"), NAMING_NOBODY)
def test_a_noun_that_only_who_has_read_the_sentence_before_can_place_points_back(language: str, text: str) -> None:
    assert not stands_alone(text, language)


@pytest.mark.parametrize(("language", "text"), TO_THE_READER)
def test_what_tells_its_reader_what_to_do_cannot_be_quoted(language: str, text: str) -> None:
    texts = ("Ada Brown opened the new tram line of Orsk in May.", text)
    both = [Sentence(article_id="a", start=0, end=len(each), text=each) for each in texts]
    assert quotable([both[1:]], language) == []
    assert dependent(both, language) == {}
