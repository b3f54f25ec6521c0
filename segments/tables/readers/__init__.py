"""Reading tables of known formats into canonical rows."""
