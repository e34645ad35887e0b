help-title = Commandes
help-brackets = Ce qui est entre crochets est facultatif.
help-more = Pour en savoir plus sur l’une d’elles : /digest help story
help-only-members = Les membres de cet espace peuvent les utiliser.
help-for-everyone = Pour tout le monde
help-for-managers = Pour les responsables de ce salon
help-only-managers = Réservé aux responsables du salon.
help-needed = obligatoire
help-number = de { $low } à { $high }
help-switch = on ou off
help-text = { $high } caractères au plus
help-example = Exemple : { $example }

language-shown = Je vous réponds { $language }.
language-set = Désormais, je vous réponds { $language }.
language-of-news = Vous recevez les nouvelles { $language } quand elles existent ainsi ; mes propres mots sont en anglais.
language-forgotten = Votre choix est oublié. Je vous réponds { $language }, comme votre messagerie ou ce salon.
language-chosen = Vous l’avez choisie. Pour l’oublier : /digest language auto
language-automatic = C’est celle de votre messagerie ou de ce salon. Pour en choisir une autre par son code ou son nom : /digest language en
language-of-channel = Ce qui est publié dans le salon reste { $language }.
language-unknown = Je ne connais pas de langue « { $language } ». Écrivez son code ou son nom, par exemple de ou allemand.

proposal-auto = automatique
proposal-now = { $value } (actuel)
proposal-default = { $value } (par défaut)
