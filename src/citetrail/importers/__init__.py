"""The importers room: other reference managers' libraries, where they lie, read and never written."""
