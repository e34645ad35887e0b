slack-read-in = Leggi in un’altra lingua
