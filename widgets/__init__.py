"""The interactives of the course. Importing this package loads anywidget, and neither pandas nor altair."""
