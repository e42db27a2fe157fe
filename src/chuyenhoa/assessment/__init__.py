"""The engine: reads the verdicts that the database's views give, and explains them."""

from chuyenhoa.assessment.assess import assess
from chuyenhoa.assessment.assessed import Assessment

__all__ = ["Assessment", "assess"]
