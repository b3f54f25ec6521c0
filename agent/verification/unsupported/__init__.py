"""What no claim may say unless what it cites says it: `rules.unsupported` looks for each such thing in turn."""
