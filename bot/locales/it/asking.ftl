# What anybody is told whose command is not done.

no-digest-here = Questo canale non ha ancora una rassegna stampa. Chi lo gestisce può crearne una: /digest setup
no-digest-of-yours = Non hai ancora una tua rassegna stampa. Per crearne una: /digest setup
only-members = Solo i membri di questa area di lavoro possono usare la sua rassegna stampa. /digest help mostra che cos’altro c’è.
only-managers = Possono farlo solo le persone che gestiscono questo canale (per esempio gli admin) o che sono state aggiunte con /digest managers add.
no-such-command = Non c’è un comando «{ $command }». /digest help li elenca tutti.
no-such-command-but = Non c’è un comando «{ $command }». Intendevi /digest { $near }?
runs-already = /digest { $command } è già in corso qui, e la risposta va a chi l’ha chiesta per primo. Riprova tra un minuto.
too-soon = { $seconds ->
    [one] /digest { $command } è stato usato qui poco fa. Attendi ancora un secondo.
   *[other] /digest { $command } è stato usato qui poco fa. Attendi ancora { $seconds } secondi.
}
still-answering-you = Sto ancora rispondendo alle tue ultime due domande. Riprova tra poco.
still-answering-others = In questo momento moltissime persone aspettano una risposta. Riprova tra un minuto.
database-does-not-answer = Il database al momento non risponde. Non è stato modificato nulla; riprova tra un minuto.
our-mistake = Qualcosa è andato storto, ed è un nostro errore. Non è stato modificato nulla; chi amministra questo bot lo trova nel registro.
