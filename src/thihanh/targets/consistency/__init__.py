"""Whether published figures can be true together: identities, cross-checks, and the likely reason. Pure."""
