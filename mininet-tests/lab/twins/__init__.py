"""Real machines, clones that were made of them, and what must not tell them apart."""
