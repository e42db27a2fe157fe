"""Documents out: `report`, `compare` and `trend`, templates, and many documents in one go."""
