"""rota: plans and accounts the working time of hospital doctors shared between two hospitals."""

__version__ = "0.1.0"
