"""The engine: SQL views for verdict, standing, stage and programme, and their reading."""
