"""The chats: each puts a digest into messages and brings them to their channel."""
