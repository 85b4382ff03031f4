"""The law: sources, dated parameters and rules as pure functions, for the regimes R08 and R25."""
