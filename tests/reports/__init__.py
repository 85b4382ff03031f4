"""Reports: numbers of prose are cells, one structure in three renderings."""
