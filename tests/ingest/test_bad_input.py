"""Bad input: a clear error that says where, what and what to do, and nothing changed."""

import zipfile
import zlib
from pathlib import Path

import pytest

from data.errors import BadFile, BadMapping, HomeInUse, KeyMissing, WrongKey
from ingest.mapping import read_mapping
from tests.ingest.test_load import HEAD, ROW1, rows_of


@pytest.fixture
def refused(take, intake):
    """refused(path, error) takes a file in, expects the error, and finds nothing changed; its words."""

    def check(path, error=BadFile, **how):
        with pytest.raises(error) as caught:
            take(path, **how)
        assert rows_of(intake, "SELECT count(*) FROM raw_submission") == [(0,)]
        assert rows_of(intake, "SELECT count(*) FROM core_report") == [(0,)]
        assert caught.value.exit_code == 2
        return caught.value

    return check


def test_not_a_spreadsheet(tmp_path, refused):
    path = tmp_path / "照片.xlsx"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    error = refused(path)
    assert "照片.xlsx" in error.zh
    assert ".xlsx" in error.en


def test_a_suffix_nobody_knows(tmp_path, refused):
    path = tmp_path / "a.exe"
    path.write_bytes(b"MZ")
    refused(path)


def test_a_binary_that_calls_itself_csv(tmp_path, refused):
    path = tmp_path / "a.csv"
    path.write_bytes(bytes(range(256)) * 10)
    refused(path)


def test_an_empty_file(tmp_path, refused):
    path = tmp_path / "空.xlsx"
    path.write_bytes(b"")
    assert "0 字节" in refused(path).zh


def test_a_missing_file(tmp_path, refused):
    refused(tmp_path / "没有.xlsx")


def draw_zeros(path: Path, member: str, *, blocks: int) -> Path:
    """A packed file of one part that truly unpacks to so many times 16 MB: a block is packed once and repeated."""
    block, packer, checksum = bytes(1 << 24), zlib.compressobj(6, zlib.DEFLATED, -15), 0
    body = (packer.compress(block) + packer.flush(zlib.Z_FULL_FLUSH)) * blocks + packer.flush()
    for _ in range(blocks):
        checksum = zlib.crc32(block, checksum)
    part = zipfile.ZipInfo(member)
    part.compress_type, part.CRC = zipfile.ZIP_DEFLATED, checksum
    part.compress_size, part.file_size, part.header_offset = len(body), blocks * len(block), 0
    with zipfile.ZipFile(path, "w") as archive:
        archive.fp.write(part.FileHeader(zip64=True) + body)
        archive.filelist.append(part)
        archive.start_dir, archive._didModify = archive.fp.tell(), True
    return path


def test_a_claim_of_two_gigabytes_in_one_megabyte(tmp_path, refused):
    path = draw_zeros(tmp_path / "bomb.xlsx", "xl/worksheets/sheet1.xml", blocks=128)
    assert path.stat().st_size < 3 << 20
    assert "GB" in refused(path).zh


def test_unknown_columns_are_named(draw, refused):
    error = refused(draw("a.xlsx", 村=[["甲列", "乙列"], ["1", "2"]]))
    assert "表头" in error.zh


def test_a_header_without_a_date_names_the_columns_there_are(draw, refused):
    error = refused(draw("a.xlsx", 村=[["编号", "纠纷简况"], ["1", "电梯"]]))
    assert "上报时间" in error.zh
    assert "编号" in error.zh


def test_a_mapping_that_names_a_column_that_is_not_there(draw, refused, tmp_path):
    mapping = tmp_path / "m.toml"
    mapping.write_text('[columns]\nreported_at = "opened"\nnarrative = "纠纷简况"\n', encoding="utf-8")
    error = refused(
        draw("a.xlsx", 村=[["开始", "纠纷简况"], ["2025-03-05", "电梯"]]),
        BadMapping,
        mapping=read_mapping(mapping),
    )
    assert "opened" in error.zh


def test_a_mapping_with_an_unknown_canonical_column(tmp_path):
    path = tmp_path / "m.toml"
    path.write_text('[columns]\nnickname = "x"\n', encoding="utf-8")
    with pytest.raises(BadMapping, match="nickname"):
        read_mapping(path)


def test_an_unknown_column_is_a_warning_and_its_content_stays_out(draw, take, intake):
    receipt = take(draw("a.xlsx", 村=[[*HEAD, "户主小名"], [*ROW1, "阿三"]]))
    assert [(p.rule, p.severity, p.column) for p in receipt.problems] == [
        ("column_unknown", "warning", "户主小名")
    ]
    assert "阿三" not in rows_of(intake, "SELECT row_json FROM raw_row")[0][0]


def test_the_wrong_key(intake, monkeypatch):
    from data.db import open_store

    intake.warehouse.close()
    monkeypatch.setenv("FENGQIAO_WAREHOUSE_KEY", "00" * 32)
    with pytest.raises(WrongKey, match="密钥不对"):
        open_store(intake.home, "warehouse")


def test_a_lost_key(intake):
    from data.db import open_store

    intake.vault.close()
    (intake.home / "keys" / "vault.key").unlink()
    with pytest.raises(KeyMissing, match="FENGQIAO_VAULT_KEY"):
        open_store(intake.home, "vault")


def test_a_key_others_can_read(intake):
    from data.db import open_store

    intake.vault.close()
    (intake.home / "keys" / "vault.key").chmod(0o644)
    with pytest.raises(KeyMissing, match="chmod 600"):
        open_store(intake.home, "vault")


def test_a_second_process_while_one_holds_the_warehouse(intake):
    import subprocess
    import sys

    code = (
        "import sys; from pathlib import Path; from data.db import open_store; from data.errors import HomeInUse\n"
        f"try: open_store(Path({str(intake.home)!r}), 'warehouse')\n"
        "except HomeInUse as error: print(error.en); sys.exit(error.exit_code)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == HomeInUse.exit_code == 2
    assert "another process" in done.stdout
