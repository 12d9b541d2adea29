"""What is installed is whole: the wheel, the source distribution and an editable install find their own files."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import venv
from pathlib import Path
from zipfile import ZipFile

import pytest

from journeymap import __version__

ROOT = Path(__file__).parents[1]
SAMPLE = "online-clothing-shop.journey.yaml"

pytestmark = pytest.mark.wheel


def _run(*command: object, cwd: Path) -> subprocess.CompletedProcess[str]:
    environment = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    return subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    built = _run(sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "-w", folder, ROOT, cwd=folder)
    if "No matching distribution found for hatchling" in built.stderr:
        pytest.skip("hatchling, which builds the wheel, is not here and cannot be fetched")
    assert built.returncode == 0, built.stderr
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A Python that has the wheel, and its dependencies from this environment, but nothing of the checkout."""
    home = tmp_path_factory.mktemp("elsewhere")
    venv.create(home, with_pip=False, symlinks=os.name != "nt")
    python = home / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    site = Path(_run(python, "-c", "import site; print(site.getsitepackages()[0])", cwd=home).stdout.strip())
    ZipFile(wheel).extractall(site)
    dependencies = [entry for entry in sys.path if entry.endswith("site-packages")]
    (site / "dependencies.pth").write_text("\n".join(dependencies))
    return python


def test_the_wheel_carries_templates_and_samples(wheel: Path) -> None:
    names = set(ZipFile(wheel).namelist())
    for kind in ("templates", "samples"):
        here = [path for path in (ROOT / kind).rglob("*") if path.is_file() and path.name[0] != "."]
        assert here
        missing = {f"journeymap/{path.relative_to(ROOT).as_posix()}" for path in here} - names
        assert not missing
    assert not [name for name in names if name.startswith(("tests/", "docs/"))]


def test_the_readme_stands_alone_where_no_file_lies_beside_it(wheel: Path) -> None:
    files = ZipFile(wheel)
    (name,) = [each for each in files.namelist() if each.endswith(".dist-info/METADATA")]
    head, _, readme = files.read(name).decode().partition("\n\n")
    assert "Description-Content-Type: text/markdown" in head
    assert {"Documentation", "Source", "Issues", "Changelog"} <= set(re.findall(r"^Project-URL: (\w+),", head, re.M))
    targets = re.findall(r"\]\(([^)\s]+)\)", readme)
    assert len(targets) > 20
    assert [target for target in targets if not target.startswith("https://")] == []
    version = f"/your-organisation/journeymap/v{__version__}/"
    files_here = [target.replace("/blob", "").partition(version)[2] for target in targets if "/your-org" in target]
    assert [file for file in files_here if not (ROOT / file).is_file()] == []
    pictures = re.findall(r"!\[[^\]]+\]\(([^)]+)\)", readme)
    assert [picture.rpartition("/")[2] for picture in pictures] == ["online-clothing-shop.overview.png"]


def test_the_installed_wheel_draws_a_sample_from_another_folder(installed: Path, tmp_path: Path) -> None:
    where = _run(installed, "-c", "import journeymap.io.resources as r; print(r.samples())", cwd=tmp_path)
    samples = Path(where.stdout.strip())
    assert samples.is_relative_to(installed.parents[1]), where.stderr
    done = _run(
        installed,
        "-m",
        "journeymap",
        "render",
        samples / SAMPLE,
        "-o",
        "out",
        "--format",
        "svg,html,plan",
        cwd=tmp_path,
    )
    assert done.returncode == 0, done.stderr
    assert sorted(path.suffix for path in (tmp_path / "out").iterdir()) == [".html", ".md", ".svg"]


def test_the_checkout_uses_its_own_files() -> None:
    """An editable install leaves a stale copy of the templates in site-packages, which must not be found."""
    done = _run(
        sys.executable, "-c", "import journeymap.io.resources as r; print(r.templates()); print(r.samples())", cwd=ROOT
    )
    assert done.stdout.split() == [str(ROOT / "templates"), str(ROOT / "samples")]
