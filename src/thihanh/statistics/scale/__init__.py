"""The same measures beyond one PostgreSQL: Parquet files, DuckDB on one machine, Spark on many."""
