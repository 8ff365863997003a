"""The catalogue: uploads become assets here, are found, changed, and deleted without a trace."""
