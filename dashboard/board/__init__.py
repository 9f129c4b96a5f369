"""What the situation map counts from, held in memory as columns of numbers while one refresh stands.

ground   areas and what lies in what          stock   matters open or moved lately          weeks   reports by week
value    one measure of one level             kpi     the strip's figures of every area     told    what small counts leave
"""
