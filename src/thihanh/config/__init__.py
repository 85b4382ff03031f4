"""Settings, urls, wsgi, and the one module that finds PostgreSQL."""
