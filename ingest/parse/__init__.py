"""One cell as a value: a moment, a count, a point, a code; or why it cannot be known."""
