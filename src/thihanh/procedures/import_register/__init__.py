"""Import of a register file: check, confirm, write only what differs, keep where each fact came from."""
