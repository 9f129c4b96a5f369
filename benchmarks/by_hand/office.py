"""The words the names of offices end with, those of data/config.toml [group] written down again.

甲镇政府 yes        甲置业 no
"""

OFFICE_ENDINGS = (
    "政府", "办事处", "委员会", "管委会", "村委会", "居委会", "局", "厅", "派出所", "司法所", "大队", "中心",
)  # fmt: skip
