"""The same job as an analyst would write it with pandas and networkx: reports in, matters, groups, limits and points out."""
