"""What goes wrong in a call: a status, a code, and what to do in Chinese and English.

ApiFault(404, "not_found", "…", "…")  →  404 {"error": {"code": "not_found", "zh": "…", "en": "…"}}
"""

from __future__ import annotations


class ApiFault(Exception):
    """A call that cannot be answered."""

    def __init__(self, status: int, code: str, zh: str, en: str) -> None:
        super().__init__(code)
        self.status = status
        self.code = code
        self.zh = zh
        self.en = en

    def body(self) -> dict[str, object]:
        """The answer's body."""
        return {"error": {"code": self.code, "zh": self.zh, "en": self.en}}


def bad_parameter(name: str, zh: str, en: str) -> ApiFault:
    """400 for one parameter of the address."""
    return ApiFault(400, "bad_parameter", f"参数 {name}：{zh}", f"Parameter {name}: {en}")


def not_found() -> ApiFault:
    """404 for what is not there and for what lies outside the token's area: nobody learns which."""
    return ApiFault(
        404,
        "not_found",
        "没有这一项，或不在此令牌的范围内。请核对编号和令牌的区域。",
        "There is no such thing within this token's scope. Check the id and the token's area.",
    )


def only_read() -> ApiFault:
    """405 for every method but GET and HEAD."""
    return ApiFault(405, "read_only", "接口只能读取：用 GET。", "This interface is read-only: use GET.")


def no_matters() -> ApiFault:
    """403 for a token that is not for matters."""
    return ApiFault(
        403,
        "no_matters",
        "此令牌不能读事项。需要时请管理员新建：fengqiao token add 名称 --matters",
        "This token may not read matters. If it needs to: fengqiao token add NAME --matters",
    )
