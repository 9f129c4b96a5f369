"""Secrets by seed, planted in every column a sheet can have, and the search for them in whatever comes out.

Secret("phone", "139 8812 4406", "narrative")   planted in the narrative as written, found as 13988124406 too
"""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import permutations

SURNAMES = "慕容|诸葛|东方|西门|公冶|濮阳|轩辕|令狐|钟离|闾丘".split("|")
GIVEN = "霁蘅翊珩昭澍峤筠芃沅潆骞瑾玥珣琚璟琬瑗璇"
PROVINCES = "浙皖苏鲁"
PLATE_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
MARKS = re.compile(r"(?:[^\S\n]|[\-－—.·•()（）])+")
SHORTEST_NUMBER = 11


@dataclass(frozen=True)
class Secret:
    """What must not come out: its kind, how it is written in the sheet, and where it was planted."""

    kind: str
    written: str
    where: str

    @cached_property
    def bare(self) -> str:
        """Without what people put between its signs, in half-width; a phone without +86."""
        plain = MARKS.sub("", unicodedata.normalize("NFKC", self.written)).upper().lstrip("+")
        return plain[2:] if self.kind == "phone" and len(plain) == 13 else plain


def _wide(text: str) -> str:
    return "".join(chr(ord(sign) + 0xFEE0) if "!" <= sign <= "~" else sign for sign in text)


PHONE_SHAPES: dict[str, Callable[[str], str]] = {
    "plain": lambda n: n,
    "blanks 3-4-4": lambda n: f"{n[:3]} {n[3:7]} {n[7:]}",
    "strokes 3-4-4": lambda n: f"{n[:3]}-{n[3:7]}-{n[7:]}",
    "points 3-4-4": lambda n: f"{n[:3]}.{n[3:7]}.{n[7:]}",
    "blanks 4-3-4": lambda n: f"{n[:4]} {n[4:7]} {n[7:]}",
    "blanks 3-3-5": lambda n: f"{n[:3]} {n[3:6]} {n[6:]}",
    "+86": lambda n: f"+86{n}",
    "+86 and a blank": lambda n: f"+86 {n}",
    "86 and a stroke": lambda n: f"86-{n}",
    "86 joined": lambda n: f"86{n}",
    "full width": _wide,
    "full width, +86": lambda n: _wide(f"+86{n}"),
    "wide blanks": lambda n: f"{n[:3]}\u3000{n[3:7]}\u3000{n[7:]}",
}


@dataclass(frozen=True)
class Seed:
    """Draws secrets; no two are the same."""

    draw: random.Random

    def digits(self, count: int) -> str:
        """So many digits, the first no zero."""
        return str(self.draw.randint(1, 9)) + "".join(str(self.draw.randint(0, 9)) for _ in range(count - 1))

    def phone(self, shape: str, where: str) -> Secret:
        """A mobile number in one of the shapes people write."""
        return Secret("phone", PHONE_SHAPES[shape](f"1{self.draw.randint(3, 9)}{self.digits(9)}"), where)

    def id_number(self, where: str, *, is_valid: bool) -> Secret:
        """Eighteen signs; the last one right or wrong."""
        head = f"9901{self.draw.randint(10, 99)}19{self.draw.randint(40, 99)}{self.draw.randint(1, 12):02d}"
        head += f"{self.draw.randint(1, 28):02d}{self.draw.randint(100, 999)}"
        total = sum(int(digit) * weight for digit, weight in zip(head, WEIGHTS, strict=True))
        place = total % 11 if is_valid else (total + 3) % 11
        return Secret("id", head + "10X98765432"[place], where)

    def card(self, where: str, *, is_valid: bool) -> Secret:
        """A bank card of sixteen or nineteen digits, in fours; its last digit right or wrong."""
        head = "62" + self.digits(self.draw.choice((13, 16)))
        total = sum(
            sum(divmod(int(digit) * (2 if place % 2 == 0 else 1), 10))
            for place, digit in enumerate(reversed(head))
        )
        number = head + str((-total + (0 if is_valid else 4)) % 10)
        fours = " ".join(number[start : start + 4] for start in range(0, len(number), 4))
        return Secret("card", self.draw.choice((number, fours)), where)

    def plate(self, where: str) -> Secret:
        """A plate, old (five signs) or new (six)."""
        body = self.draw.choice(PLATE_LETTERS) + "".join(
            self.draw.choice("0123456789" + PLATE_LETTERS) for _ in range(self.draw.choice((5, 6)) - 1)
        )
        return Secret(
            "plate", f"{self.draw.choice(PROVINCES)}{body[0]}{self.draw.choice(('', '·'))}{body[1:]}9", where
        )


def names(part: int, *, of: int) -> Iterator[str]:
    """Names of four characters, in an order without order; no name is of two parts."""
    every = [surname + "".join(given) for surname in SURNAMES for given in permutations(GIVEN, 2)]
    random.Random("canary names").shuffle(every)
    return iter(every[part::of])


def found_in(text: str, secrets: Iterable[Secret]) -> list[Secret]:
    """The secrets that stand in a text, however the signs are set apart."""
    plain = MARKS.sub("", unicodedata.normalize("NFKC", text)).upper()
    seen = {
        run[start : start + length]
        for run in re.findall(rf"\d{{{SHORTEST_NUMBER},}}X?", plain)
        for length in (11, 16, 18, 19)
        for start in range(len(run) - length + 1)
    }
    seen |= {match[1] for match in re.finditer(rf"(?=((?:{'|'.join(SURNAMES)})[{GIVEN}]{{2}}))", plain)}
    seen |= {
        match[1][:length]
        for match in re.finditer(rf"(?=([{PROVINCES}][A-Z][A-Z0-9]{{5,6}}))", plain)
        for length in (7, 8)
    }
    return [secret for secret in secrets if secret.bare in seen]


def leaks(texts: Mapping[str, str], secrets: Iterable[Secret]) -> dict[str, list[str]]:
    """By output: what stands in it and where it had been planted; empty when nothing leaks."""
    secrets = list(secrets)
    return {
        name: [f"{secret.kind} {secret.written} of {secret.where}" for secret in hits]
        for name, text in texts.items()
        if (hits := found_in(text, secrets))
    }
