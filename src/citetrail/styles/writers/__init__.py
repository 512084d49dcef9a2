"""Output formats: each file turns the tokens of an entry into text of one kind."""
