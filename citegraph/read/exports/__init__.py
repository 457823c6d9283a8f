"""Records that other programs export: reference managers, citation indexes, registries."""
