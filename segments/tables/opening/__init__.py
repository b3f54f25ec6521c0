"""Opening a file as a table of text, whatever its container, encoding and separator; what is none is refused."""
