"""Speed promises, measured: each module has ``lines()``, ratios to limits or to baselines of the same run."""
