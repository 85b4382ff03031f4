"""Assignment of matters: expected hours, a draw that anyone can re-run, transfer of many in one act."""
