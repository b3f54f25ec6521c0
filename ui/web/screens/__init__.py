"""The pages, one file each; the shell lists them."""
