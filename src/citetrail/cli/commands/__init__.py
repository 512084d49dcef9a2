"""The verbs, grouped by what they are for; each turns arguments into one flow and prints its result."""
