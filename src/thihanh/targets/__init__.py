"""Targets with dates, progress, beats in points, ranking."""
