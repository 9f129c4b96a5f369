"""Elements of inline SVG as text: element("rect", x=1, stroke_width=2) → <rect x="1" stroke-width="2"/>."""

from __future__ import annotations

from markupsafe import Markup, escape


def element(tag: str, *inside: str | Markup, **attributes: object) -> Markup:
    """One element; text inside is escaped, markup is not; an attribute's underscores become hyphens (class_ → class)."""
    written = "".join([f' {_name(name)}="{escape(_value(value))}"' for name, value in attributes.items()])
    if not inside:
        return Markup(f"<{tag}{written}/>")
    return Markup(f"<{tag}{written}>{''.join([escape(part) for part in inside])}</{tag}>")


def picture(*inside: Markup, width: int, height: int, label: str, class_: str) -> Markup:
    """The root: scales to its box, announced as one picture with its label."""
    return element(
        "svg",
        element("title", label),
        *inside,
        viewBox=f"0 0 {width} {height}",
        role="img",
        aria_label=label,
        class_=class_,
    )


def _name(name: str) -> str:
    return name.rstrip("_").replace("_", "-")


def _value(value: object) -> str:
    return f"{value:.1f}".removesuffix(".0") if isinstance(value, float) else str(value)
