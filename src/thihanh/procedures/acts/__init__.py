"""Acts of the procedure law, one module for each group; each exports ``ACTS``."""
