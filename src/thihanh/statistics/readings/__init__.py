"""Second readings of the figures: recoverable now, volume, mix and performance, classification audit."""
