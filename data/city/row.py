"""One report as the person at the desk would write it down, before any sheet's own layout."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from data.city.bank import Cause, causes, phrases
from data.city.bodies import Dice, Facts, facts_of
from data.city.life import NEVER, SCREENING
from data.city.people import draw_names
from data.city.size import AS_OF, DAYS, date_of
from data.city.slip import NAME_SLIP_SHARE, PLACE_SLIP_SHARE, mistyped
from data.city.story import OFFICIAL, SPOKEN, TERSE, Teller, tell
from data.city.stream import stream
from data.city.world import World

CHANNELS = ("网格排查", "来访", "来信", "网上信访", "来电", "传真")
LEVELS = ("乡", "县", "市", "省")
SATISFACTION = ("不满意", "基本满意", "满意")
KIND_NAMES = dict(
    zip(
        (f"{i:02d}" for i in (*range(1, 20), 99)),
        "婚姻家庭 邻里 房屋宅基地 合同 生产经营 损害赔偿 山林土地 征地拆迁 环境污染 劳动争议 旅游 消费 医疗 "
        "道路交通事故 物业 知识产权 互联网(电子商务) 拖欠农民工工资 村务管理 其他".split(),
        strict=True,
    )
)
PHONE_SHARE = {True: 0.46, False: 0.62}
_STYLE = {0: (0.15, 0.65), 1: (0.35, 0.95), 2: (0.75, 1.0), 3: (0.8, 1.0), 4: (0.35, 0.9), 5: (0.5, 1.0)}


@dataclass(frozen=True, slots=True)
class Handling:
    """How far the unit has got by the day the sheet was written."""

    due: date
    status: str
    progress: str
    accepted: date | None
    replied: date | None
    closed: date | None
    satisfaction: str


@dataclass(frozen=True, slots=True)
class Row:
    """One report, cleanly typed but with its slips already made."""

    report: int
    name: str
    phone: str
    id_number: str
    address: str
    party: str
    party_phone: str
    people: int
    kind: str
    subject: str
    title: str
    narrative: str
    place: str
    village: str
    town: str
    grid: int
    lon: float
    lat: float
    unit: str
    officer: str
    leader: str
    reported: datetime
    handling: Handling
    channel: str
    level: str
    slipped: bool
    dice: Dice


class Desk:
    """Writes down the reports of one world; keeps a few co-signers' and officers' names at hand."""

    def __init__(self, world: World) -> None:
        self.world = world
        rng = stream(world.seed, "desk")
        self.strangers = draw_names(rng, rng.uniform(0, 1, 4000) < 0.6)

    def row(self, report: int, *, seen_on: int = DAYS) -> Row:
        """The row of a report as it stood on day number `seen_on`."""
        world, course = self.world, self.world.course
        matter = int(course.matter[report])
        cause = causes()[world.matters.cause[matter]]
        facts = facts_of(world.bodies, world.land, world.matters, matter=matter)
        dice = Dice(world.seed, 23, matter, int(course.rank[report]))
        teller = self._teller(report, matter, dice)
        story = self._story_dice(report, matter)
        narrative = tell(cause, facts, teller, dice=story)
        return self._written(report, (cause, facts, teller), (narrative, seen_on), dice)

    def _story_dice(self, report: int, matter: int) -> Dice:
        """Look-alike matters share the dice of their first telling."""
        rank = int(self.world.course.rank[report])
        own = int(self.world.matters.seed[matter])
        return Dice(own, 1) if rank == 1 else Dice(own, matter, rank)

    def _teller(self, report: int, matter: int, dice: Dice) -> Teller:
        world, course = self.world, self.world.course
        person = int(world.matters.person[matter])
        agent, people = bool(course.agent[report]), int(course.people[report])
        name = world.people.relatives[person] if agent else world.people.names[person]
        phones = world.people.other_phones if agent or dice.chance(0.02) else world.people.phones
        channel = int(course.channel[report])
        told = dice.chance(PHONE_SHARE[channel == SCREENING])
        return Teller(
            name=name,
            principal=world.people.names[person],
            relation=world.people.relations[person],
            rank=int(course.rank[report]),
            people=people,
            unit=world.units.names[int(course.unit[report])],
            phone=phones[person] if told else "",
            on=date_of(int(course.day[report])),
            style=self._style(channel, report, matter),
        )

    def _style(self, channel: int, report: int, matter: int) -> int:
        dice = Dice(int(self.world.matters.seed[matter]), int(self.world.course.rank[report]), 5)
        spoken, official = _STYLE[channel]
        share = dice.below(1000) / 1000
        return SPOKEN if share < spoken else OFFICIAL if share < official else TERSE

    def _written(
        self, report: int, told: tuple[Cause, Facts, Teller], text: tuple[str, int], dice: Dice
    ) -> Row:
        cause, facts, teller = told
        world, course = self.world, self.world.course
        person = int(world.matters.person[course.matter[report]])
        grid = int(world.matters.grid[course.matter[report]])
        name, narrative, place, party, slipped = self._slips(teller, facts, text[0], dice)
        when = datetime.combine(teller.on, datetime.min.time()) + timedelta(
            seconds=8 * 3600 + dice.below(10 * 3600)
        )
        unit = int(course.unit[report])
        return Row(
            report=report,
            name=name,
            phone=teller.phone,
            id_number=world.people.id_numbers[person] if dice.chance(0.24) and teller.people < 5 else "",
            address=world.people.addresses[person] if dice.chance(0.7) else "",
            party=party if dice.chance(0.8) else "",
            party_phone=f"139{dice.below(10**8):08d}" if facts.personal and dice.chance(0.25) else "",
            people=teller.people,
            kind=cause.kind,
            subject=cause.subject,
            title=f"{name}反映{facts.label}问题"
            if dice.chance(0.4)
            else f"关于{facts.site}{facts.label}的问题",
            narrative=narrative,
            place=place,
            village=facts.area,
            town=world.land.town_names[int(world.land.grid_town[grid])],
            grid=grid,
            lon=float(world.points[report, 0]),
            lat=float(world.points[report, 1]),
            unit=teller.unit,
            officer=self.strangers[(unit * 7 + dice.below(3)) % len(self.strangers)],
            leader=self.strangers[(unit * 7 + 5) % len(self.strangers)],
            reported=when,
            handling=self._handling(report, text[1], dice),
            channel=CHANNELS[int(course.channel[report])],
            level=LEVELS[int(course.level[report])],
            slipped=slipped,
            dice=dice,
        )

    def _handling(self, report: int, seen_on: int, dice: Dice) -> Handling:
        """The dates that had come by `seen_on`, and the words for them."""
        course = self.world.course
        days = [int(getattr(course, n)[report]) for n in ("accepted", "replied", "closed")]
        accepted, replied, closed = (_day(d, seen_on) for d in days)
        grade = int(course.satisfied[report]) if replied else -1
        return Handling(
            due=date_of(int(course.day[report])) + timedelta(days=(30, 60, 90)[dice.below(3)]),
            status=_status(replied, closed, accepted),
            progress=_progress(grade, closed, dice),
            accepted=accepted,
            replied=replied,
            closed=closed,
            satisfaction=SATISFACTION[grade] if grade >= 0 and dice.chance(0.9 if grade else 1.0) else "",
        )

    def _slips(
        self, teller: Teller, facts: Facts, narrative: str, dice: Dice
    ) -> tuple[str, str, str, str, bool]:
        """Name, narrative, place and respondent as typed, and whether any was mistyped."""
        bad_name, bad_place = dice.chance(NAME_SLIP_SHARE), dice.chance(PLACE_SLIP_SHARE)
        name = mistyped(teller.name, dice) if bad_name else teller.name
        if bad_name:
            narrative = narrative.replace(teller.name, name)
        if teller.people >= 5:
            others = [self.strangers[dice.below(len(self.strangers))] for _ in range(dice.below(2) + 1)]
            name = "、".join([name, *others]) + f"等{teller.people}人"
        site, place, party = facts.site, facts.place, facts.party
        if bad_place:
            site = mistyped(facts.site, dice)
            place, narrative = place.replace(facts.site, site), narrative.replace(facts.site, site)
            party = mistyped(party, dice) if dice.chance(0.4) else party
        slipped = bad_name or (bad_place and (place != facts.place or party != facts.party))
        return name, narrative, place, party, slipped


def _day(day: int, seen_on: int) -> date | None:
    """A date that had already come when the sheet was written."""
    return None if day >= min(seen_on, NEVER) or date_of(day) > AS_OF else date_of(day)


def _status(replied: date | None, closed: date | None, accepted: date | None) -> str:
    if closed:
        return "closed"
    return "replied" if replied else "accepted" if accepted else "new"


def _progress(grade: int, closed: date | None, dice: Dice) -> str:
    if closed:
        return dice.pick(phrases()["progress_closed"])
    return dice.pick(phrases()["progress_unhappy" if grade == 0 else "progress_open"])
