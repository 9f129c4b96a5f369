"""Which limits run after which act: from when, until when, and whether they were met.

acts: unit_received 01-06, accepted (31.6) 01-10, opinion_delivered 03-05, review_asked 03-20, review_received 03-24
rule             from   met    ended  is_right
XF15_NOTICE_UNIT 01-06  –      –      no        a notice is owed to the petitioner: still open
XF5W_OBJECTION   01-06  –      01-10  yes       accepted: nothing to object to any more
XF60_HANDLE      01-10  03-05  –      no
XF30_ASK_REVIEW  03-05  03-20  –      yes       the petitioner's: unused it lapses, it is never overdue
XF30_REVIEW      03-24  –      –      no
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from risk.limit.act import PETITION_ROUTE, Act, happened, hearings
from risk.limit.given import Given
from risk.limit.pause import Pause, proved
from risk.limit.rule import Extension, Rule
from risk.limit.step import DONE, STEPS, Step


@dataclass(frozen=True)
class Running:
    """A limit that runs or ran; `is_presumed` says that it runs on route 31.6 only and no act names the route."""

    given: Given
    met_date: date | None
    ended_date: date | None
    ended_by: str | None
    is_right: bool
    is_presumed: bool


def running(acts: Iterable[Act], rules: Mapping[str, Rule], *, as_of: date) -> tuple[Running, ...]:
    """The limits that acts set running up to a day, each with its start and its end, in the order of the procedure."""
    done = happened(acts, as_of=as_of)
    found = [
        limit
        for cycle in _cycles(done)
        for step in STEPS
        if step.rule_code in rules
        for limit in _Runs(step, rules[step.rule_code], cycle, hearings(done), as_of).all()
    ]
    return tuple(found)


def _cycles(done: tuple[Act, ...]) -> list[tuple[Act, ...]]:
    """The acts cut where a matter is reopened; that act closes the cycle before and begins the next."""
    cuts = [place for place, act in enumerate(done) if act.code == "reopened"]
    bounds = zip([0, *cuts], [*(cut + 1 for cut in cuts), len(done)], strict=True)
    return [done[begin:end] for begin, end in bounds]


@dataclass(frozen=True)
class _Runs:
    """The limits of one step in one cycle: the first start counts, a later one only after what was begun is over."""

    step: Step
    rule: Rule
    cycle: tuple[Act, ...]
    heard: tuple[Pause, ...]
    as_of: date

    def all(self) -> list[Running]:
        found: list[Running] = []
        start, used = self._start(-1, date.min), -1
        while start is not None:
            end = self._end(start, used)
            found.append(self._running(start, end))
            again = self._again(end)
            if again is None:
                break
            start, used = self._start(start, self.cycle[again].act_date), again
        return found

    def _again(self, end: int | None) -> int | None:
        """The act from the end on after which it may run anew: a return, a withdrawal, a refusal, another route."""
        places = range(len(self.cycle) if end is None else end, len(self.cycle))
        return next((place for place in places if self._resets(self.cycle[place])), None)

    def _resets(self, act: Act) -> bool:
        return act.code in self.step.ended_by - DONE or self._is_elsewhere(act.route_code)

    def _start(self, after: int, not_before: date) -> int | None:
        """The next act it runs from; an act of the ending day counts even when read before the end."""
        for place in range(after + 1, len(self.cycle)):
            act = self.cycle[place]
            fits = act.code in self.step.started_by and (act.is_simple or not self.step.is_simple)
            if fits and act.act_date >= not_before and not self._is_elsewhere(self._route(place)):
                return place
        return None

    def _end(self, start: int, used: int) -> int | None:
        enders = self.step.met_by | self.step.ended_by
        for place in range(start + 1, len(self.cycle)):
            act = self.cycle[place]
            if place != used and (act.code in enders or self._is_elsewhere(act.route_code)):
                return place
        return None

    def _route(self, place: int) -> str | None:
        routes = [act.route_code for act in self.cycle[: place + 1] if act.route_code]
        return routes[-1] if routes else None

    def _is_elsewhere(self, route_code: str | None) -> bool:
        return None not in (route_code, self._needed) and route_code != self._needed

    @property
    def _needed(self) -> str | None:
        return self.rule.only_route or (PETITION_ROUTE if self.step.is_petition else None)

    def _running(self, start: int, end: int | None) -> Running:
        last = None if end is None else self.cycle[end]
        is_met = last is not None and last.code in self.step.met_by
        unmet = None if is_met else last
        return Running(
            given=self._given(start, end),
            met_date=last.act_date if last and is_met else None,
            ended_date=unmet.act_date if unmet else None,
            ended_by=unmet.code if unmet else None,
            is_right=self.step.is_right,
            is_presumed=self._needed is not None
            and self._route(len(self.cycle) if end is None else end) is None,
        )

    def _given(self, start: int, end: int | None) -> Given:
        from_date = self.cycle[start].act_date
        last = None if end is None else self.cycle[end].act_date
        heard = (proved(pause, last) for pause in self.heard if pause.from_date <= (last or self.as_of))
        pauses = tuple(pause for pause in heard if pause.to_date is None or pause.to_date > from_date)
        between = self.cycle[start : len(self.cycle) if end is None else end + 1]
        return Given(self.rule, from_date, pauses, self._extension(between))

    def _extension(self, between: Iterable[Act]) -> Extension | None:
        """The first that shows approval and telling, else the first there is; once only, so never two."""
        if not self.rule.extend_days:
            return None
        given = [
            (act.extension or Extension()).known(self.as_of) for act in between if act.code == "extended"
        ]
        whole = [extension for extension in given if extension.approved_date and extension.told_date]
        return next(iter(whole or given), None)
