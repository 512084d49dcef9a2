"""Tables parted by tabs, for spreadsheets that take commas for decimal points."""

from citetrail.formats.table import TSV_FORMAT as FORMAT

__all__ = ["FORMAT"]
