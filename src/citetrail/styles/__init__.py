"""The styles room."""
