"""Files on their way into the library: read, cleaned, linked to people, and written whole or not at all."""
