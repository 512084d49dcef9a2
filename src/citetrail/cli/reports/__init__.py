"""Reports on checked references: pure renderers from Verdicts to text, one file per form."""
