"""The registers (sổ) of the trade as live views over facts."""
