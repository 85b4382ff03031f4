"""A synthetic nation: 34 provinces with the published totals of 2025, and ten years of them for scale."""
