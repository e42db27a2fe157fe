"""Which areas meet their targets, period by period, with every figure explained."""

__version__ = "0.1.0"
