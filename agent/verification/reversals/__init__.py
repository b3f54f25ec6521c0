"""What a claim tells the other way round than its voices do: `reversal` looks for each way in turn."""
