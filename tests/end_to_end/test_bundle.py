"""The bundle for machines without a network: what was changed on the way is not installed."""

import shutil
import subprocess
from pathlib import Path

import pytest

SCRIPTS = Path(__file__).parents[2] / "docs" / "bundle"


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    """A bundle without its wheels."""
    folder = tmp_path / "bundle"
    folder.mkdir()
    for name in ("install.sh", "check.sh", "install.bat"):
        shutil.copy(SCRIPTS / name, folder / name)
    (folder / "wheels").mkdir()
    (folder / "wheels" / "one.whl").write_bytes(b"wheel")
    listing = "find . -type f ! -name SHA256SUMS | LC_ALL=C sort | xargs -d '\\n' sha256sum > SHA256SUMS"
    subprocess.run(["sh", "-c", listing], cwd=folder, check=True)
    return folder


def test_a_whole_bundle_passes(bundle: Path) -> None:
    assert subprocess.run(["sh", str(bundle / "check.sh"), str(bundle)], check=False).returncode == 0


@pytest.mark.parametrize("change", ["changed", "missing"])
def test_what_was_changed_or_lost_on_the_way_is_not_installed(
    bundle: Path, tmp_path: Path, change: str
) -> None:
    wheel = bundle / "wheels" / "one.whl"
    if change == "changed":
        wheel.write_bytes(b"other")
    else:
        wheel.unlink()
    target = tmp_path / "target"
    done = subprocess.run(
        ["sh", str(bundle / "install.sh"), str(target)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert "安装包不完整或被改动" in done.stderr
    assert not target.exists()


def test_every_file_that_starts_it_names_the_same_home() -> None:
    words = {path.name: path.read_text(encoding="utf-8") for path in SCRIPTS.glob("fengqiao*")}
    assert set(words) == {"fengqiao.service", "fengqiao-weekly.service", "fengqiao-weekly.timer"}
    for name in ("fengqiao.service", "fengqiao-weekly.service"):
        assert "--home /var/lib/fengqiao" in words[name]
        assert "User=fengqiao" in words[name]
