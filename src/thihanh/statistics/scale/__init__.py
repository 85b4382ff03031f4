"""The same measures where one PostgreSQL is not enough: Parquet files, DuckDB on one machine, Spark on many."""
