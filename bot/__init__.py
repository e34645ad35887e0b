"""The chat: everything a person at a keyboard meets."""
