"""The names of background work; ``jobs`` registers one function for each, and a test compares both."""

ANCHOR = "trail.anchor"
ANCHOR_DAILY = "trail.anchor_daily"
CHECK = "trail.check"
FORGET = "trail.forget"
HORIZON = "matters.horizon"
ALERTS = "targets.alerts"
REQUESTS = "coordination.watch"
LETTERS = "coordination.letters"
DIRECTIVES = "steering.watch"
REGISTER_CHECK = "register.check"
REGISTER_APPLY = "register.apply"
SERVICE_SEND = "documents.service_send"
PAPER_PDF = "documents.pdf"
MATTER_BUNDLE = "documents.bundle"
TERMS_RECOMPUTE = "terms.recompute"
REPORT_MAKE = "reports.make"


def names() -> frozenset[str]:
    """Every name that may be enqueued."""
    of_record = {ANCHOR, ANCHOR_DAILY, CHECK, FORGET, HORIZON, ALERTS, REQUESTS, LETTERS, DIRECTIVES}
    of_papers = {SERVICE_SEND, PAPER_PDF, MATTER_BUNDLE, REPORT_MAKE}
    return frozenset({*of_record, *of_papers, REGISTER_CHECK, REGISTER_APPLY, TERMS_RECOMPUTE})
