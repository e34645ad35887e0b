"""The commands about who gets a digest, when and how."""
