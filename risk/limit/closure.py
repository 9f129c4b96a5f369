"""On what basis a matter is closed: 信访工作条例第27条, 三到位一处理.

1  诉求合理的解决问题到位     2  诉求无理的思想教育到位
3  生活困难的帮扶救助到位     4  行为违法的依法处理

Whoever closes a matter says which; a sheet that says 已办结 says none, and is told as 依据未填. Bringing a matter up is
lawful, so 4 is about another act than that, by whoever did it, and is kept on the matter alone.
"""

from __future__ import annotations

from data.codelist import read_list
from data.errors import BadArgument
from risk.limit.act import CLOSING, Act


def bases() -> dict[str, str]:
    """Code → name, in the order of the article."""
    return {row["code"]: row["name"] for row in read_list("names_en") if row["set"] == "closure_basis"}


def need_basis(act: Act) -> None:
    """BadArgument when an act closes a matter on no known basis, or names one without closing it."""
    known = bases()
    told = "；".join(f"{code} {name}" for code, name in known.items())
    if act.code in CLOSING and act.closure_code not in known:
        raise BadArgument(
            f"办结要写明依据（信访工作条例第27条）：{told}。命令行用 --basis。",
            "Say on which basis it is closed (art. 27): 1 demand solved, 2 explained, 3 relief given, "
            "4 breach of law dealt with. On the command line: --basis.",
        )
    if act.code not in CLOSING and act.closure_code is not None:
        raise BadArgument(
            "只有 settled（调解、和解结案）和 closed（办结）才写办结依据。",
            "Only settled and closed take a basis of closing.",
        )
