"""The numbers of a claim: which figure speaks them, what they count, and what is said beside them."""
