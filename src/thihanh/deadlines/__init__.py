"""Working calendar and terms that explain themselves. Pure."""
