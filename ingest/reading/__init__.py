"""A file of any kind as sheets of rows, and what is too large or hostile refused."""
