"""Published personas: released, found, used, and measured."""
