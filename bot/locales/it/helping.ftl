help-title = Comandi
help-brackets = Ciò che è tra parentesi quadre si può omettere.
help-more = Per saperne di più su uno: /digest help story
help-quotes = Le parole che vanno insieme si scrivono tra virgolette: /digest now topic:"treno notturno"
help-windows = /digest settings, /digest feed e /digest topic aprono una finestra da compilare.
help-only-members = Possono usarli i membri di questa area di lavoro.
help-for-everyone = Per tutti
help-for-managers = Per chi gestisce questo canale
help-only-managers = Solo per chi gestisce il canale.
help-needed = obbligatorio
help-number = da { $low } a { $high }
help-switch = sì o no
help-text = al massimo { $high } caratteri
help-example = Esempio: { $example }

language-shown = Ti rispondo { $language }.
language-set = D’ora in poi ti rispondo { $language }.
language-of-news = Ricevi le notizie { $language } quando ci sono; io rispondo in inglese.
language-forgotten = La tua scelta è annullata. Ti rispondo { $language }, la lingua della tua chat o di questo canale.
language-chosen = L’hai scelta tu. Per annullare: /digest language auto
language-automatic = È quella della tua chat o di questo canale. Per sceglierne un’altra con il codice o il nome: /digest language en
language-of-channel = Ciò che esce nel canale resta { $language }.
language-unknown = Non conosco la lingua «{ $language }». Scrivi il codice o il nome, ad esempio fr o francese.

proposal-auto = automatica
proposal-now = { $value } (attuale)
proposal-default = { $value } (predefinito)
