help-title = Commandes
help-brackets = Ce qui est entre crochets est facultatif.
help-more = Pour en savoir plus sur l’une d’elles : /digest help story
help-quotes = Les mots qui vont ensemble se mettent entre guillemets : /digest now topic:"train de nuit"
help-windows = /digest settings, /digest feed et /digest topic ouvrent une fenêtre à remplir.
help-only-members = Les membres de cet espace de travail peuvent les utiliser.
help-for-everyone = Pour tout le monde
help-for-managers = Pour les personnes qui gèrent ce canal
help-only-managers = Réservé aux personnes qui gèrent le canal.
help-needed = obligatoire
help-number = de { $low } à { $high }
help-switch = oui ou non
help-text = { $high } caractères au plus
help-example = Exemple : { $example }

language-shown = Je vous réponds { $language }.
language-set = Désormais, je vous réponds { $language }.
language-of-news = Vous recevez les nouvelles { $language } quand elles existent dans cette langue ; moi-même, je réponds en anglais.
language-forgotten = J’oublie votre choix. Je vous réponds { $language }, la langue de votre messagerie ou de ce canal.
language-chosen = C’est votre choix. Pour l’annuler : /digest language auto
language-automatic = C’est celle de votre messagerie ou de ce canal. Pour en choisir une autre par son code ou son nom : /digest language en
language-of-channel = Ce qui est publié dans le canal reste { $language }.
language-unknown = Je ne connais pas la langue « { $language } ». Écrivez son code ou son nom, par exemple de ou allemand.

proposal-auto = automatique
proposal-now = { $value } (actuel)
proposal-default = { $value } (par défaut)
