"""What a claim tells the other way round than its voices do: `rules.contradiction` looks for each way in turn."""
