"""What a file is: by its content, by a mapping, or by a proposal for one."""
