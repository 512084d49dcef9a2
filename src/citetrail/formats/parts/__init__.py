"""What several bibliography formats need: encodings, places, LaTeX, names, tags, XML. Knows no format."""
