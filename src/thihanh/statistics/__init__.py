"""Facts, measures defined once, two engines, official forms."""
