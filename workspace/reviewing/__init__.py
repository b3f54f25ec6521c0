"""What a reviewer does with a draft, claim by claim."""
