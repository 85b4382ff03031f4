"""Speed promises, measured: each module prints its lines as ratios to limits or baselines of the same run."""
