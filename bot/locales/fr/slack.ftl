slack-read-in = Lire dans une autre langue
