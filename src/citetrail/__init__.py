"""From any text back to the papers behind it."""
