"""The interface for programs: read-only JSON under /api/v1, let in by an access token and by nothing else.

operation.py  what there is, declared once      field.py     the fields of each kind of row
openapi.py    both as OpenAPI 3.1                question.py  what a call asks
cursor.py     where the next page begins
page.py       rows of areas, matters, signals   grid_week.py counts a grid and week
map_file.py   grids with their shapes           reply.py     answers and refusals as JSON
desk.py       token, pace, audit line           route.py     the addresses
"""
