"""Citation strings and lists read into fields: a trained model labels the words, rules say what they mean."""
