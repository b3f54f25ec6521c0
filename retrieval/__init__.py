"""What the customers said, findable: readers, privacy, quotes, embeddings, index, themes, packs, answering.

Each subpackage exports what other rooms use; nothing is imported here, so that a command loads only what it needs.
"""
