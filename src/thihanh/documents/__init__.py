"""Papers: drafted, checked, signed, numbered, issued, rendered, filed."""
