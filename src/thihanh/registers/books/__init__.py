"""What each register holds: its columns and the query over facts behind them."""
