"""Pages: translate input, make one call, translate the answer."""
