"""What the bot shows in a browser of the same machine."""
