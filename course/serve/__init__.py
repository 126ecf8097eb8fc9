"""Voila with our template, a home page and the settings of a host."""
