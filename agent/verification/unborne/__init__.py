"""What no claim may say unless what it cites says it: `unborne` looks for each such thing in turn."""
