"""Who is looking, and what he is confined to."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.account_row import Scope

WHOLE_SITE = Scope()


@dataclass(frozen=True)
class Viewer:
    """A face's user.

    may_open_matters: staff who may open the matters behind a number see it as it is; for all others
    (briefing, leaders) small counts are hidden.
    may_see_accusations: who is assigned to them; confined to a unit always, and never those about it.
    may_reveal: staff who may ask who the parties of a matter are.
    scope: the area and unit he is confined to; nothing beyond them is there for him.
    """

    name: str
    may_open_matters: bool
    scope: Scope = WHOLE_SITE
    may_reveal: bool = False
    may_see_accusations: bool = False

    @property
    def is_confined(self) -> bool:
        """Whether there is anything on this site that is not his to see."""
        return self.scope != WHOLE_SITE


COMMAND_LINE = Viewer("command line", may_open_matters=True)
COMMAND_CENTRE = Viewer("command centre", may_open_matters=True)
BRIEFING = Viewer("briefing", may_open_matters=False)
