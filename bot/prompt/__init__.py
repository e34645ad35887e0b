"""Every command at a prompt, without a chat platform: `digestbot do` and `digestbot chat`."""
