"""When no date can be given, and why, in words the officer reads."""


class Refused(ValueError):
    """The law gives no such date; the message is one Vietnamese sentence that also names what is allowed."""
