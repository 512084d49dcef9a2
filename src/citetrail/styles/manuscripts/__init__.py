"""Manuscripts that cite by key: every citation replaced by what a style makes of it, and the list put at the end."""
