"""What touches the world: network, models on disk, database, files."""
