"""The words sent to models, and the strict loader that reads them."""
