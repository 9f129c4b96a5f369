"""What each command does, one file a command; dashboard/cli.py only says their names and options."""
