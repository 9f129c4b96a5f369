"""What people decide after a receipt: the same or not, and an upload taken back."""
