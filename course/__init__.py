"""The syllabus and everything that carries the course somewhere."""
