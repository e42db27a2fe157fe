"""How a sheet is laid out, found in small named steps, and the figures read with that."""
