"""Engines for tests: DuckDB, a PostgreSQL and a Spark of their own. What is not installed is skipped, and says why."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

from journeymap.measure.answers.engine import engine as duckdb_connection
from journeymap.measure.engines import CountingEngine
from journeymap.measure.engines.addresses import address_of
from journeymap.measure.engines.in_duckdb import DuckDbEngine

NAMES = ("duckdb", "postgres", "spark")
SPARK = "spark[2]"
# Few rows: what takes time is starting, planning and compiling.
_SPARK_SETTINGS = """
spark.sql.shuffle.partitions 2
spark.default.parallelism 2
spark.sql.adaptive.enabled false
spark.sql.codegen.wholeStage false
spark.driver.extraJavaOptions -XX:TieredStopAtLevel=1 -XX:+UseSerialGC
"""
_SPARK_LOG = """
rootLogger.level = error
rootLogger.appenderRef.console.ref = console
appender.console.type = Console
appender.console.name = console
appender.console.target = SYSTEM_ERR
appender.console.layout.type = PatternLayout
appender.console.layout.pattern = %p %c{1}: %m%n
"""


def _skip_beside_others() -> None:
    """Every process of pytest-xdist would start an engine of its own."""
    if "PYTEST_XDIST_WORKER" in os.environ:
        pytest.skip("engines are started by `pytest -n 0 tests/engines` alone")


def _postgres_programs() -> Path | None:
    """Where the programs of PostgreSQL's server are: Debian keeps them out of the path."""
    known = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    found = shutil.which("initdb")
    return known[-1].parent if known else Path(found).parent if found else None


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """A PostgreSQL on a socket in a folder of its own, run by an ordinary user, as it refuses to be run by root."""
    _skip_beside_others()
    if find_spec("psycopg") is None:
        pytest.skip("psycopg is not installed: pip install 'journeymap[postgres]'")
    programs = _postgres_programs()
    if programs is None:
        pytest.skip("there is no PostgreSQL server: apt-get install postgresql")
    folder = Path(tempfile.mkdtemp(prefix="journeymap-postgres-"))
    user = pwd.getpwnam("nobody") if os.getuid() == 0 else pwd.getpwuid(os.getuid())
    os.chown(folder, user.pw_uid, user.pw_gid)
    as_user = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []} if os.getuid() == 0 else {}

    def run(program: str, *options: str) -> None:
        command = [str(programs / program), "-D", str(folder / "data"), *options]
        with (folder / "out").open("a") as out:
            subprocess.run(command, check=True, cwd=folder, stdout=out, stderr=out, **as_user)

    # The order of texts is another than that of their letters' numbers, as it is in most databases.
    run("initdb", "--auth=trust", "--username=tester", "--encoding=UTF8", "--no-sync", "--locale-provider=icu",
        "--icu-locale=en-US", "--locale=C.UTF-8")  # fmt: skip
    run("pg_ctl", "-w", "-l", str(folder / "log"), "-o", f"-k {folder} -c listen_addresses='' -c fsync=off", "start")
    try:
        yield f"postgresql://tester:geheim@/postgres?host={folder}"
    finally:
        run("pg_ctl", "-w", "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def spark_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a Spark in this process and a Java of its own, which is kept for all tests."""
    _skip_beside_others()
    if find_spec("pyspark") is None or find_spec("ibis") is None:
        pytest.skip("PySpark or Ibis is not installed: pip install 'journeymap[spark]'")
    if shutil.which("java") is None and "JAVA_HOME" not in os.environ:
        pytest.skip("there is no Java: apt-get install openjdk-17-jre-headless")
    from journeymap.measure.engines.in_spark import spark

    folder = tmp_path_factory.mktemp("spark")
    (folder / "spark-defaults.conf").write_text(_SPARK_SETTINGS)
    (folder / "log4j2.properties").write_text(_SPARK_LOG)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SPARK_CONF_DIR", str(folder))
        with spark(address_of(SPARK), folder):
            yield SPARK


@pytest.fixture(scope="session", params=NAMES)
def engine(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[CountingEngine]:
    """Each of the engines, the same one for all tests."""
    folder = tmp_path_factory.mktemp("scratch")
    if request.param == "duckdb":
        with duckdb_connection([], folder) as connection:
            yield DuckDbEngine(connection)
        return
    from journeymap.measure.engines.opening import opened

    with opened(address_of(request.getfixturevalue(f"{request.param}_url")), folder) as found:
        yield found
