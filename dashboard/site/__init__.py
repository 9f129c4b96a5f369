"""What a site's administrators change: areas, holidays, rules, backups; the same for the command line and the page."""
