"""What the readers of documents share: encodings, drafts of blocks, dates, words of the trade, zones."""
