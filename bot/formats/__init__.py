"""What a digest looks like: JSON for programs, plain text for a terminal or a mail, a page for a browser. Pure."""
