"""Digital signatures: the store of trial keys, tokens, signing (PAdES) with what is seen, verification."""
