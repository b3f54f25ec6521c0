"""Cells as values: column names, moments, money, and how a whole column writes them."""
