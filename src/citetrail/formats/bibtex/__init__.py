"""BibTeX and BibLaTeX: kept to the byte, read into descriptions, written, merged."""
