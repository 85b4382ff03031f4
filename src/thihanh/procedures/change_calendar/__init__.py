"""A day or a figure changes: the open deadlines it touches are shown, then accepted, counted in one job."""
