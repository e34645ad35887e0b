slack-read-in = In einer anderen Sprache lesen
