"""What other systems read of journeymap: its action, its GitLab include, its hooks, and the workflows in the docs."""

from __future__ import annotations

import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path
from typing import Any

import pytest
import yaml

from journeymap import __version__
from journeymap.build.gates import GATES
from journeymap.configuration import read_configuration

ROOT = Path(__file__).parents[1]
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
SAMPLE = ROOT / "samples" / "online-clothing-shop.journey.yaml"
PAGE = (ROOT / "docs" / "ci.md").read_text("utf-8")
SCHEMAS = {
    "github": ["--builtin-schema", "vendor.github-workflows"],
    "gitlab": ["--builtin-schema", "vendor.gitlab-ci", "--data-transform", "gitlab-ci"],
}
FENCES = re.findall(r"^```yaml (github|gitlab|pre-commit)\n(.*?)^```$", PAGE, re.M | re.S)
bash = pytest.mark.skipif(shutil.which("bash") is None, reason="the action's scripts are for bash")


def has(module: str) -> pytest.MarkDecorator:
    return pytest.mark.skipif(importlib.util.find_spec(module) is None, reason=f"{module} is not installed")


def fits(file: Path, *schema: str) -> None:
    """The file is what a public schema says it should be."""
    command = [sys.executable, "-m", "check_jsonschema", *schema, str(file)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@has("check_jsonschema")
def test_the_action_is_one() -> None:
    fits(ROOT / "action.yml", "--builtin-schema", "vendor.github-actions")


@has("check_jsonschema")
def test_the_gitlab_include_is_one() -> None:
    fits(ROOT / "ci" / "journeymap.gitlab-ci.yml", *SCHEMAS["gitlab"])


REPOSITORY_FILES = {
    "vendor.citation-file-format": ["CITATION.cff"],
    "vendor.dependabot": [".github/dependabot.yml"],
    "vendor.github-issue-config": [".github/ISSUE_TEMPLATE/config.yml"],
    "vendor.github-issue-forms": [".github/ISSUE_TEMPLATE/fault.yml", ".github/ISSUE_TEMPLATE/wish.yml"],
    "vendor.github-workflows": sorted(f".github/workflows/{each.name}" for each in WORKFLOWS),
}
needs_repository = pytest.mark.skipif(not WORKFLOWS, reason="a source distribution has no workflows")


@has("check_jsonschema")
@needs_repository
@pytest.mark.parametrize(("schema", "files"), REPOSITORY_FILES.items(), ids=[*REPOSITORY_FILES])
def test_the_files_of_the_repository_are_such(schema: str, files: list[str]) -> None:
    assert files
    for file in files:
        fits(ROOT / file, "--builtin-schema", schema)


@has("pre_commit")
@needs_repository
def test_the_own_hooks_are_such() -> None:
    command = [sys.executable, "-m", "pre_commit", "validate-config", str(ROOT / ".pre-commit-config.yaml")]
    assert subprocess.run(command, check=False).returncode == 0


@needs_repository
def test_every_job_says_what_it_may_do_and_pastes_nothing_into_scripts() -> None:
    for file in WORKFLOWS:
        workflow = yaml.safe_load(file.read_text("utf-8"))
        assert workflow["permissions"] == {"contents": "read"}, file.name
        scripts = [step["run"] for job in workflow["jobs"].values() for step in job["steps"] if "run" in step]
        assert [script for script in scripts if "${{" in script] == [], file.name


@needs_repository
def test_actions_of_others_are_named_by_a_commit_that_nobody_can_move() -> None:
    pinned = re.compile(r"[\w-]+/[\w-]+@[0-9a-f]{40}  # v\d+(\.\d+)*")
    used = [line for file in WORKFLOWS for line in re.findall(r"uses: (.*)", file.read_text("utf-8"))]
    assert [each for each in used if not pinned.fullmatch(each)] == []
    assert len(used) > 10


def test_the_citation_has_the_version_of_the_package() -> None:
    assert yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))["version"] == __version__


@has("check_jsonschema")
@has("pre_commit")
@pytest.mark.parametrize(("kind", "text"), FENCES, ids=[kind for kind, _ in FENCES])
def test_the_workflows_in_the_docs_are_such(kind: str, text: str, tmp_path: Path) -> None:
    file = tmp_path / "x.yaml"
    file.write_text(text, "utf-8")
    if kind == "pre-commit":
        command = [sys.executable, "-m", "pre_commit", "validate-config", str(file)]
        assert subprocess.run(command, check=False).returncode == 0
    else:
        fits(file, *SCHEMAS[kind])


@has("check_jsonschema")
def test_a_mistake_would_be_seen(tmp_path: Path) -> None:
    file = tmp_path / "action.yml"
    file.write_text((ROOT / "action.yml").read_text("utf-8").replace("using: composite", "usin: composite"))
    with pytest.raises(AssertionError):
        fits(file, "--builtin-schema", "vendor.github-actions")


def test_there_are_workflows_of_each_kind() -> None:
    assert [kind for kind, _ in FENCES] == [*["github"] * 5, *["gitlab"] * 2, "pre-commit"]


def steps() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))["runs"]["steps"]
    return found


def test_no_script_of_the_action_holds_what_others_write() -> None:
    """An expression in a script is pasted into it: the name of a branch would be run."""
    scripts = [step["run"] for step in steps() if "run" in step]
    assert len(scripts) == 5
    assert not [script for script in scripts if "${{" in script]


FAKE_GH = """\
#!/bin/sh
echo "$@" >> "$CALLS"
case "$*" in
  *--paginate*) cat "$COMMENTS" ;;
  *body=*) for word; do case "$word" in body=@*) cp "${word#body=@}" "$BODY" ;; esac; done; echo 41 > "$COMMENTS" ;;
esac
"""


@pytest.fixture
def runner(tmp_path: Path) -> dict[str, str]:
    """A repository with a pull request in it, a `gh` that writes down what it is called with, and the variables."""
    repository, programs = tmp_path / "repository", tmp_path / "bin"
    repository.mkdir()
    programs.mkdir()
    (programs / "gh").write_text(FAKE_GH)
    (programs / "journeymap").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m journeymap "$@"\n')
    for program in programs.iterdir():
        program.chmod(0o755)
    (tmp_path / "comments").write_text("")
    variables = {
        "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
        "HOME": str(tmp_path),
        "GIT_CONFIG_NOSYSTEM": "1",
        "RUNNER_TEMP": str(tmp_path),
        "GITHUB_OUTPUT": str(tmp_path / "outputs"),
        "CALLS": str(tmp_path / "calls"),
        "COMMENTS": str(tmp_path / "comments"),
        "BODY": str(tmp_path / "body"),
        "PATHS": ".",
        "STRICT": "false",
        "SITE": "site",
        "ARGUMENTS": "",
        "NUMBER": "7",
        "REPOSITORY": "us/journeys",
        "SITE_URL": "https://example.org/site",
    }
    text = SAMPLE.read_text("utf-8")
    git(repository, variables, "init", "-q")
    for message, said in (("before", text), ("after", text.replace("severity: 5", "severity: 3"))):
        (repository / "shop.journey.yaml").write_text(said, "utf-8")
        git(repository, variables, "add", ".")
        git(repository, variables, "-c", "user.name=x", "-c", "user.email=x@x", "commit", "-qm", message)
    variables["BASE"] = git(repository, variables, "rev-parse", "HEAD~1")
    return variables


def git(folder: Path, variables: dict[str, str], *arguments: str) -> str:
    return subprocess.run(
        ["git", *arguments], cwd=folder, env=variables, check=True, capture_output=True, text=True
    ).stdout.strip()


def run_steps(variables: dict[str, str], only: str = "") -> tuple[int, str]:
    """Run the scripts of the action after the installation, as a runner does; the last one's status, and all output.

    With `only`, the script of the step with this id is run alone.
    """
    said, status = "", 0
    outputs = Path(variables["GITHUB_OUTPUT"])
    statuses: dict[str, str] = {}
    for step in steps()[2:]:
        if "run" not in step or (only and step.get("id") != only):
            continue
        wanted = {
            name: statuses[match[1]]
            for name, value in step["env"].items()
            if (match := re.fullmatch(r"\$\{\{ steps\.(\w+)\.outputs\.status \}\}", value))
        }
        assert step["env"].keys() - wanted.keys() - {"GH_TOKEN"} <= variables.keys()
        outputs.write_text("")
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
            cwd=Path(variables["RUNNER_TEMP"]) / "repository",
            env={**variables, **wanted},
            capture_output=True,
            text=True,
            check=False,
        )
        said, status = said + done.stdout + done.stderr, done.returncode
        if "id" in step:
            statuses[step["id"]] = outputs.read_text().strip().removeprefix("status=")
    return status, said


@bash
def test_the_action_checks_builds_and_keeps_one_comment(runner: dict[str, str], tmp_path: Path) -> None:
    for _ in range(2):
        status, said = run_steps(runner)
        assert status == 0, said
    assert (tmp_path / "repository/site/index.html").exists()
    body = (tmp_path / "body").read_text("utf-8")
    assert body.startswith("<!-- journeymap: ")
    assert "An outfit for a friend" in body
    assert body.endswith("[The maps, pages and plans as they are now](https://example.org/site)\n")
    writing = [line for line in (tmp_path / "calls").read_text().splitlines() if "--method" in line]
    assert [line.split()[2:4] for line in writing] == [
        ["POST", "repos/us/journeys/issues/7/comments"],
        ["PATCH", "repos/us/journeys/issues/comments/41"],
    ]


@bash
def test_the_action_fails_for_what_is_found_after_all_is_done(runner: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "repository/bad.journey.yaml").write_text("journeymap: 1\nid: bad\ntitle: Bad\n::error::x: 1\n")
    status, said = run_steps(runner)
    assert status == 1
    assert "::error" in said
    assert "title=JM" in said
    silence = re.search(r"^::stop-commands::([0-9a-f]{32})$", said, re.M)
    assert silence is not None
    assert f"\n::{silence[1]}::\n" in said
    assert (tmp_path / "repository/site/index.html").exists()
    assert (tmp_path / "body").exists()
    (tmp_path / "repository/bad.journey.yaml").unlink()
    status, said = run_steps({**runner, "ARGUMENTS": "--fail-on overdue-review --today 2030-01-01"})
    assert (status, "JM316 error" in said) == (1, True)


@bash
def test_what_inputs_say_is_never_run(runner: dict[str, str], tmp_path: Path) -> None:
    status, said = run_steps({**runner, "PATHS": "$(touch owned) ;touch owned", "ARGUMENTS": "`touch owned` *"})
    assert status == 2, said
    assert not list(tmp_path.rglob("owned"))


@bash
def test_a_comment_that_may_not_be_written_fails_nothing(runner: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "bin/gh").write_text("#!/bin/sh\nexit 1\n")
    status, said = run_steps(runner)
    assert status == 0, said
    assert "::warning title=journeymap::" in said


def with_another(repository: Path) -> set[str]:
    """Add a journey to the repository, and a configuration that names the first alone; the maps of both."""
    other = (repository / "shop.journey.yaml").read_text("utf-8").replace("id: online-clothing-shop", "id: other", 1)
    (repository / "more").mkdir()
    (repository / "more/other.journey.yaml").write_text(other, "utf-8")
    (repository / "journeymap.toml").write_text('[build]\ninputs = ["shop.journey.yaml"]\n')
    return {"online-clothing-shop.svg", "other.svg"}


def maps_in(site: Path) -> set[str]:
    return {path.name for path in site.glob("*.svg")}


@bash
@pytest.mark.parametrize(
    ("paths", "made"),
    [(".", {"online-clothing-shop.svg"}), ("more", {"other.svg"}), ("more shop.journey.yaml", None)],
)
def test_paths_limit_what_is_built(runner: dict[str, str], tmp_path: Path, paths: str, made: set[str] | None) -> None:
    both = with_another(tmp_path / "repository")
    run_steps({**runner, "PATHS": paths}, only="build")
    assert maps_in(tmp_path / "repository/site") == (made or both)
    include = yaml.safe_load((ROOT / "ci" / "journeymap.gitlab-ci.yml").read_text("utf-8"))
    variables = {name: variable["value"] for name, variable in include["variables"].items()}
    variables |= {"JOURNEYMAP_PATHS": paths, "JOURNEYMAP_SITE": "site-of-gitlab"}
    command = ["bash", "-eo", "pipefail", "-c", "\n".join(include["journeymap-build"]["script"])]
    subprocess.run(command, cwd=tmp_path / "repository", env={**runner, **variables}, check=True)
    assert maps_in(tmp_path / "repository/site-of-gitlab") == (made or both)


@bash
@pytest.mark.parametrize(("job", "made"), [("validate", "journeymap-quality.json"), ("build", "site/index.html")])
def test_the_jobs_for_gitlab_run(runner: dict[str, str], tmp_path: Path, job: str, made: str) -> None:
    include = yaml.safe_load((ROOT / "ci" / "journeymap.gitlab-ci.yml").read_text("utf-8"))
    variables = {name: variable["value"] for name, variable in include["variables"].items()}
    script = "\n".join(include[f"journeymap-{job}"]["script"])

    def run() -> int:
        command = ["bash", "-eo", "pipefail", "-c", script]
        return subprocess.run(command, cwd=tmp_path / "repository", env={**runner, **variables}, check=False).returncode

    assert run() == 0
    (tmp_path / "repository/bad.journey.yaml").write_text("journeymap: 1\nid: bad\ntitle: Bad\nstages: 3\n")
    assert run() == 1
    assert (tmp_path / "repository" / made).stat().st_size > 100


MEASURED = """\
journeymap: 1
id: shop
title: The shop
stages: [{id: buy, name: Buy, touchpoints: [{id: pays, name: Pays}]}]
sources:
  - id: survey
    location: answers.csv
    time: Date
    questions: [{column: Till, touchpoint: pays, metric: csat, scale: {from: 1, to: 5}}]
"""


@pytest.fixture
def answered(runner: dict[str, str], tmp_path: Path) -> dict[str, str]:
    """The repository with a journey to measure and a remote, and a folder with answers."""
    repository, answers = tmp_path / "repository", tmp_path / "answers"
    (repository / "journeys").mkdir()
    (repository / "journeys/shop.journey.yaml").write_text(MEASURED, "utf-8")
    answers.mkdir()
    (answers / "answers.csv").write_text("Date,Till\n" + "2026-01-05,5\n" * 40 + "2026-01-06,none\n", "utf-8")
    git(repository, runner, "add", ".")
    git(repository, runner, "-c", "user.name=x", "-c", "user.email=x@x", "commit", "-qm", "sources")
    git(tmp_path, runner, "clone", "--quiet", "--bare", str(repository), "remote.git")
    git(tmp_path / "remote.git", runner, "config", "receive.advertisePushOptions", "true")
    git(repository, runner, "remote", "add", "origin", str(tmp_path / "remote.git"))
    (tmp_path / "bin/gh").write_text(
        '#!/bin/sh\necho "$@" >> "$CALLS"\nfor last; do :; done\n'
        'case "$*" in *list*) cat "$COMMENTS" ;; *create*) cp "$last" "$BODY" ;; esac\n'
    )
    (tmp_path / "comments").write_text("0\n")
    return {**runner, "ANSWERS": str(answers)}


def workflow(name: str) -> dict[str, Any]:
    """The jobs of the workflow with this name in docs/ci.md."""
    (found,) = [
        read for _, text in FENCES if isinstance(read := yaml.safe_load(text), dict) and read.get("name") == name
    ]
    return dict(found["jobs"])


def run_all(scripts: list[str], folder: Path, variables: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """Run scripts one after the other, as a runner does, until one fails."""
    for script in scripts:
        command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script]
        done = subprocess.run(command, cwd=folder, env=variables, capture_output=True, text=True, check=False)
        if done.returncode:
            break
    return done


@bash
def test_the_scheduled_job_opens_one_pull_request_with_new_measures(answered: dict[str, str], tmp_path: Path) -> None:
    steps = workflow("measures")["measure"]["steps"]
    scripts = [step["run"] for step in steps if "run" in step and not step["run"].startswith("pip ")]
    assert len(scripts) == 2
    repository, remote = tmp_path / "repository", tmp_path / "remote.git"
    main = git(repository, answered, "branch", "--show-current")
    for opened in ("0\n", "1\n"):
        (tmp_path / "comments").write_text(opened)
        git(repository, answered, "checkout", "-q", main)
        done = run_all(scripts, repository, answered)
        assert done.returncode == 0, done.stdout + done.stderr
    assert git(remote, answered, "diff", "--name-only", main, "measures") == "journeys/shop.measures.json"
    calls = [line.split()[:2] for line in (tmp_path / "calls").read_text().splitlines()]
    assert calls == [["pr", "list"], ["pr", "create"], ["pr", "list"]]
    assert "40 answers" in (tmp_path / "body").read_text("utf-8")
    git(repository, answered, "checkout", "-q", "measures")
    done = run_all(scripts, repository, answered)
    assert done.returncode == 0 and "pr" not in done.stdout, "nothing is new"
    assert len((tmp_path / "calls").read_text().splitlines()) == 3
    (tmp_path / "answers/answers.csv").unlink()
    assert run_all(scripts, repository, answered).returncode == 2, "what fails is not hidden by what shows it"


@bash
def test_ordinary_commits_tell_stale_measures(answered: dict[str, str], tmp_path: Path) -> None:
    steps = workflow("measures are up to date")["check"]["steps"]
    (check,) = [step["run"] for step in steps if step.get("run", "").startswith("journeymap")]
    repository = tmp_path / "repository"
    assert run_all([check], repository, answered).returncode == 1, "never measured"
    run_all(['journeymap measure journeys --data "$ANSWERS"'], repository, answered)
    done = run_all([check], repository, answered)
    assert done.returncode == 0 and "not checkable" in done.stderr
    path = repository / "journeys/shop.journey.yaml"
    path.write_text(MEASURED.replace("id: survey", "id: other"), "utf-8")
    assert run_all([check], repository, answered).returncode == 1, "another source was never counted"


@bash
def test_the_scheduled_job_of_gitlab_pushes_a_merge_request(answered: dict[str, str], tmp_path: Path) -> None:
    (job,) = [
        read["measures"] for kind, text in FENCES if kind == "gitlab" and "measures" in (read := yaml.safe_load(text))
    ]
    address = "https://measures:t0ken@gitlab.example/us/journeys.git"
    variables = {
        **answered,
        "MEASURES_TOKEN": "t0ken",
        "CI_SERVER_HOST": "gitlab.example",
        "CI_PROJECT_PATH": "us/journeys",
        "GIT_CONFIG_COUNT": "1",
        "GIT_CONFIG_VALUE_0": address,
        "GIT_CONFIG_KEY_0": f"url.{tmp_path}/remote.git.insteadOf",
    }
    hook = tmp_path / "remote.git/hooks/pre-receive"
    hook.write_text('#!/bin/sh\necho "$GIT_PUSH_OPTION_0" "$GIT_PUSH_OPTION_1" > pushed\n')
    hook.chmod(0o755)
    script = "\n".join(line for line in job["script"] if not line.startswith("pip "))
    done = run_all([script], tmp_path / "repository", variables)
    assert done.returncode == 0, done.stdout + done.stderr
    assert (tmp_path / "remote.git/pushed").read_text() == "merge_request.create merge_request.title=New measures\n"
    changed = git(tmp_path / "remote.git", answered, "diff", "--name-only", "HEAD", "measures")
    assert changed == "journeys/shop.measures.json"


def test_the_configuration_in_the_docs_is_one(tmp_path: Path) -> None:
    (text,) = re.findall(r"^```toml\n(.*?)^```$", PAGE, re.M | re.S)
    (tmp_path / "journeymap.toml").write_text(text, "utf-8")
    build = read_configuration(tmp_path)["build"]
    assert (build.papers, build.language) == (("A3", "A1"), "he")
    assert build.themes == ("default", str(tmp_path / "client.yaml"))


def test_every_gate_is_in_the_docs() -> None:
    told = dict(re.findall(r"^\| `([a-z-]+)` \| [^|]+ \| ([A-Z0-9, ]+) \|$", PAGE, re.M))
    assert told == {name: ", ".join(codes) for name, codes in GATES.items()}


def libraries(folder: Path) -> Path:
    """A folder with the packages of this Python but journeymap, for pip to find that what it needs is installed.

    It still looks whether each requirement is met, but need not fetch and unpack a hundred megabytes.
    """
    folder.mkdir()
    for each in Path(sysconfig.get_path("purelib")).iterdir():
        if "journeymap" not in each.name and each.suffix != ".pth" and not each.name.startswith(("pip", "__pycache__")):
            (folder / each.name).symlink_to(each, each.is_dir())
    return folder


@has("pre_commit")
@pytest.mark.wheel
def test_the_hooks_run(tmp_path: Path) -> None:
    """pre-commit installs journeymap from a clone of this checkout, and runs it on a repository."""
    home = {
        **{key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "GIT_"))},
        "HOME": str(tmp_path),
        "PRE_COMMIT_HOME": str(tmp_path / "cache"),
        "GIT_CONFIG_NOSYSTEM": "1",
        "PIP_NO_COMPILE": "1",  # most of what is installed is never imported
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
    }
    source, journeys = tmp_path / "source", tmp_path / "journeys"
    home["PYTHONPATH"] = str(libraries(tmp_path / "libraries"))
    listed = git(ROOT, home, "ls-files", "--cached", "--others", "--exclude-standard").splitlines()
    for name in listed:
        if (ROOT / name).is_file():
            (source / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, source / name)
    journeys.mkdir()
    shutil.copyfile(SAMPLE, journeys / "good.journey.yaml")
    commit = ("-c", "user.name=x", "-c", "user.email=x@x", "commit", "-qm", "all")
    for folder in (source, journeys):
        git(folder, home, "init", "-q")
        git(folder, home, "add", "--all")
        git(folder, home, *commit)
    hooks = [{"id": each["id"]} for each in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))]
    config = {"repos": [{"repo": str(source), "rev": git(source, home, "rev-parse", "HEAD"), "hooks": hooks}]}
    (journeys / ".pre-commit-config.yaml").write_text(json.dumps(config))
    git(journeys, home, "add", "--all")

    def hooked() -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "pre_commit", "run", "--all-files"]
        return subprocess.run(command, cwd=journeys, env=home, capture_output=True, text=True, check=False)

    done = hooked()
    if "pip" in done.stdout and ("No matching distribution" in done.stdout or "ConnectionError" in done.stdout):
        pytest.skip("pre-commit cannot install what journeymap needs from here")
    done = hooked()  # what was not formatted is by now, which failed once
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.count("Passed") == len(hooks)
    (journeys / "bad.journey.yaml").write_text("journeymap: 1\nid: bad\ntitle: Bad\nstages: 3\n")
    git(journeys, home, "add", "--all")
    done = hooked()
    assert done.returncode == 1
    assert "bad.journey.yaml:4:9 JM103 error" in done.stdout
