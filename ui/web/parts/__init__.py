"""What several pages share: safe markup, signs and words, the workspace in use, long work with its progress."""
