"""Acts of the trade that touch several rooms, one module each."""
