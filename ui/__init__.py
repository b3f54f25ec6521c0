"""Presentation only: the command line and the web pages."""
