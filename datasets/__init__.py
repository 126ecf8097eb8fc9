"""The figures of the course, each with its source."""
