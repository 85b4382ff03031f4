"""What an entry point says when the product cannot start."""


class NoDatabaseError(Exception):
    """No usable PostgreSQL; the text is the sentence the operator reads."""
