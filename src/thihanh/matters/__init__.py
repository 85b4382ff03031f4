"""The matter (việc thi hành án): judgment, decision, parties, obligations, stages, assignments, positions."""
