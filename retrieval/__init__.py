"""What the customers said, findable: readers, cleaning, quotes, embeddings, index, themes, evidence packs."""
