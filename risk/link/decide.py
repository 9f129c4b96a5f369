"""Whether a candidate pair is one matter: its texts must be as alike as its evidence of the same people is weak.

evidence       least likeness   + penalties                                    linked when
phone          0.05             + 0.12 other name                              likeness ≥ 0.17
name_place     0.12             + 0.06 other phone + 0.12 other respondent     likeness ≥ 0.30
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from data.config import Link

EVIDENCE = ("", "id", "ref", "phone", "address", "name_respondent", "name_place", "text")
Flags = npt.NDArray[np.bool_]
Ints = npt.NDArray[np.int64]
Shares = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Pairs:
    """Candidate pairs, one entry each: two report numbers, the best evidence, and what speaks against it."""

    left_index: Ints
    right_index: Ints
    evidence_no: Ints
    is_other_category: Flags
    is_same_respondent: Flags
    is_other_respondent: Flags
    is_same_place: Flags
    is_other_name: Flags
    is_other_sound: Flags
    is_other_phone: Flags
    is_same_person: Flags


def least_likeness(pairs: Pairs, config: Link, *, knows_people: bool) -> Shares:
    """The likeness each pair must reach, by its evidence and what speaks against it.

    The same person by all evidence together needs little, next to nothing on one kind and organisation. Once the site has
    trained its own weights (`knows_people`), a name is no evidence unless they find the same person.
    """
    base = np.array(
        [
            2.0,  # no evidence: never
            config.likeness_id,
            config.likeness_id,
            config.likeness_phone,
            config.likeness_address,
            config.likeness_name_respondent,
            config.likeness_name_place,
            config.likeness_text,
        ]
    )
    by_name = (pairs.evidence_no == 5) | (pairs.evidence_no == 6)
    needed = base[pairs.evidence_no]
    needed = needed + config.penalty_other_category * (pairs.is_other_category & ~pairs.is_same_respondent)
    needed += config.penalty_other_respondent * pairs.is_other_respondent
    needed += config.penalty_other_name * (pairs.is_other_sound & ~by_name)
    needed += config.penalty_sound_only * (pairs.is_other_name & by_name)
    needed += config.penalty_other_phone * (pairs.is_other_phone & by_name)
    by_person = np.where(
        pairs.is_same_respondent & ~pairs.is_other_category,
        config.likeness_person_respondent,
        config.likeness_person
        + config.penalty_other_category * (pairs.is_other_category & ~pairs.is_same_respondent)
        + config.penalty_other_respondent * pairs.is_other_respondent,
    )
    needed = np.where(by_name & ~pairs.is_same_person & knows_people, 2.0, needed)
    return np.asarray(np.where(pairs.is_same_person, np.minimum(needed, by_person), needed))


@dataclass(frozen=True)
class Verdicts:
    """Which pairs are one matter, and which fall so little short of it that a person should look."""

    is_linked: Flags
    is_doubtful: Flags


def verdicts(
    pairs: Pairs, likeness: Shares, feature_count: Ints, config: Link, *, knows_people: bool
) -> Verdicts:
    """Each pair's verdict; feature_count is that of the shorter text.

    By name, or by text alone, a text too short to say anything links only at the very same place. In doubt are pairs with some
    evidence of the same people that fall short by no more than doubt_band.
    """
    says_enough = (
        (feature_count >= config.least_feature_count)
        | pairs.is_same_place
        | pairs.is_same_respondent
        | pairs.is_same_person
    ) | (pairs.evidence_no <= 4)
    least = least_likeness(pairs, config, knows_people=knows_people)
    is_linked = np.asarray((likeness >= least) & says_enough)
    is_near = (likeness >= least - config.doubt_band) & (likeness > 0) & says_enough
    return Verdicts(is_linked, np.asarray(is_near & ~is_linked & (pairs.evidence_no <= 6)))
