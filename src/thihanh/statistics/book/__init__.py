"""Every form of a unit and of the units under it, filled from one set of rows."""
