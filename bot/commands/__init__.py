"""The commands, before any platform: one table of them, the text grammar, and what each answers."""
