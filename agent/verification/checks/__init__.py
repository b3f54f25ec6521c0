"""The checks, each in its own module, in the order in which a reviewer reads them."""
