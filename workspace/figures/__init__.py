"""Figures of segments and customers: compared, computed again, predicted, and held against later sales."""
