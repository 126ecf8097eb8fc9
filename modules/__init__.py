"""The teaching: module notebooks, app notebooks and the question bank, as plain files."""
