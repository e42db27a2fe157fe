"""The tables, as SQLModel declares them: what the migrations lead to.

Nothing here runs while data is read or written (the database's own CHECKs do the validating, and
`chuyenhoa.store.results` the writing): importing SQLModel takes half a second. Migrations are
written against this room, and a test holds the two together.

Numbers are REAL with at most four decimals, booleans 0 or 1, dates ISO 8601. Codes are unique
without regard to case (contract §2).
"""

from chuyenhoa.store.tables import definitions, figures
from chuyenhoa.store.tables.base import Table

__all__ = ["Table", "definitions", "figures"]
