"""The same measures at the scale of a country: Parquet, DuckDB, Spark."""
