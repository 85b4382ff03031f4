"""What a register must satisfy beyond the form of its cells, one module for each sheet."""
