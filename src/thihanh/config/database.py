"""The one module that finds PostgreSQL: DATABASE_URL, else the embedded server."""

import os
from pathlib import Path
from urllib.parse import unquote, urlsplit


def connection_settings(var_dir: Path) -> dict[str, object]:
    """Django's settings for the database named by ``DATABASE_URL``."""
    parts = urlsplit(os.environ["DATABASE_URL"])
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": parts.port or "",
        "CONN_MAX_AGE": 600,
    }
