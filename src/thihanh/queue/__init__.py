"""Background work: enqueue a named piece of work inside the transaction of an act."""
