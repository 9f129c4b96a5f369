"""Names, phones, ID numbers, bank cards, plates and addresses planted in every column: none comes out of the vault."""

from __future__ import annotations

import json
import os
import random
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.end_to_end.buried import CODINGS, stretches
from tests.end_to_end.canary import PHONE_SHAPES, Secret, Seed, found_in, leaks
from tests.end_to_end.handed_out import run_all
from tests.end_to_end.planted import (
    HEADINGS,
    UNKNOWN,
    Planted,
    planted,
    secrets_of,
    sentence,
    write_csv,
    write_xlsx,
)
from tests.new_home import new_home

IDENTITY_ONLY = ("petitioner_phone", "other_party_phone", "petitioner_id_number", "petitioner_ref")


@dataclass(frozen=True)
class Out:
    """What a home with planted sheets in it gave out, by name, and every secret that was planted."""

    texts: dict[str, str]
    files: dict[str, bytes]
    secrets: list[Secret]


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Out:
    folder = tmp_path_factory.mktemp("canary")
    home = new_home(folder / "home", is_demo=True)
    outside = planted_outside()
    xlsx = write_first(folder, outside)
    comma = write_csv(folder / "台账.csv", planted("乙"))
    mapping = write_mapping(folder / "m.toml", outside["mapping default"][0])
    texts = dict(run_all(home, folder, xlsx, comma, mapping))
    files = {
        str(path.relative_to(home)): path.read_bytes()
        for path in sorted(home.rglob("*"))
        if path.is_file() and not path.name.startswith("vault.duckdb") and path.suffix != ".key"
    }
    everywhere = [secret for secrets in outside.values() for secret in secrets]
    return Out(texts, files, [*everywhere, *planted("甲").secrets, *planted("乙").secrets])


def planted_outside() -> dict[str, list[Secret]]:
    """What is planted in no cell of a row, by place."""
    seed = Seed(random.Random("canary names"))
    all_of = {
        "file name": secrets_of(seed, "file name", "plain", odd=True),
        "header note": secrets_of(seed, "header note", "blanks 3-4-4", odd=False),
    }
    phones = ("sheet name", "heading", "known heading", "mapping default")
    return all_of | {where: secrets_of(seed, where, "plain", odd=True)[:1] for where in phones}


def write_first(folder: Path, outside: dict[str, list[Secret]]) -> Path:
    """The first sheet, with secrets in its file's name, its page's, the note above it, and two headings."""
    sheet, progress = planted("甲"), HEADINGS["progress"]
    renamed = {
        UNKNOWN: f"{UNKNOWN}{outside['heading'][0].written}",
        progress: f"{progress}({outside['known heading'][0].written})",
    }
    in_name = "_".join(secret.written.replace(" ", "") for secret in outside["file name"])
    return write_xlsx(
        folder / f"台账{in_name}.xlsx",
        Planted([renamed.get(each, each) for each in sheet.headings], sheet.rows, sheet.secrets),
        title="排查表 " + sentence(outside["header note"], "填表"),
        page=f"村{outside['sheet name'][0].written}",
    )


def write_mapping(path: Path, default: Secret) -> Path:
    """A mapping whose default remark is a secret."""
    pairs = [f'{column} = "{heading}"' for column, heading in HEADINGS.items() if column != "remark"]
    lines = ["[defaults]", f'remark = "{default.written}"', "[columns]", *pairs]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


# --- a search that finds nothing anywhere would pass every other test here ---


def test_the_search_finds_what_it_looks_for() -> None:
    sheet = planted("甲")
    assert len(sheet.rows) == (len(HEADINGS) + 2) * len(PHONE_SHAPES)
    text = "\n".join("\x1f".join(row) for row in sheet.rows)
    missed = set(sheet.secrets) - set(found_in(text, sheet.secrets))
    assert [secret for secret in missed if secret.where.split(",")[0] not in IDENTITY_ONLY] == []
    phone = Secret("phone", "＋８６１３９ 8812 4406", "here")
    for shape in ("13988124406", "+86 139-8812-4406", "139.8812.4406", "１３９８８１２４４０６"):
        assert found_in(f"电话{shape}。", [phone]) == [phone], shape
    assert found_in("13988124407", [phone]) == []


@pytest.mark.parametrize("coding", CODINGS)
def test_the_search_finds_what_is_buried_among_other_bytes(coding: str) -> None:
    """Every secret of a sheet, each behind so many bytes of noise that it stands at any distance from the start."""
    secrets = planted("甲").secrets
    noise = [os.urandom(31 + number % 7) for number in range(len(secrets))]
    held = b"".join(n + s.written.encode(coding) for n, s in zip(noise, secrets, strict=True)) + noise[0]
    assert found_in(dict(stretches(held))[coding], secrets) == secrets


# --- none of it ---


def test_every_planted_row_was_taken_in_or_told_of(out: Out) -> None:
    rows = len(planted("甲").rows)
    said = next(text for name, text in out.texts.items() if name.startswith("ingest .xlsx --json"))
    receipt = json.loads(said.splitlines()[-1])
    assert receipt["rows"] == rows
    assert receipt["new"] + receipt["parked"] > rows * 0.9
    assert receipt["dropped_columns"]


def test_nothing_planted_stands_in_any_output(out: Out) -> None:
    assert leaks(out.texts, out.secrets) == {}


def test_nothing_planted_stands_in_any_file_of_the_home_but_the_vault(out: Out) -> None:
    assert {"warehouse.duckdb", "audit.head"} <= out.files.keys()
    read = {
        f"{name} as {coding}": text for name, held in out.files.items() for coding, text in stretches(held)
    }
    assert leaks(read, out.secrets) == {}


def test_no_plain_file_stays_where_uploads_come_in(out: Out) -> None:
    assert not [name for name in out.files if name.startswith("incoming")]
