"""The engine's knobs."""

from dataclasses import dataclass, field

from pixmill.engine.confinement import SandboxLevel
from pixmill.transform.limits import Limits


@dataclass(frozen=True, slots=True, kw_only=True)
class EngineSettings:
    """How many children run, what each may use, and how long a picture may take.

    Attributes:
        children: processes that work on pictures; 0 means as many as the processors this process
            may use. One picture keeps one processor busy, so more only costs memory.
        max_waiting: pictures that may wait for a free child; the next one is refused at once.
        deadline_s: seconds from handing a picture to a child until the child is killed.
        max_wait_s: seconds a picture may wait for a free child.
        start_deadline_s: seconds a new child has to report that it is ready.
        max_address_space_bytes: address space of a child. A child that has not seen a picture maps
            about 400 MB already; 3 GiB lets the largest allowed source of any format through.
        max_decoded_bytes: memory that all pictures worked on at a time may take together, by an
            estimate from their sizes; one that does not fit waits. 0 means half of the memory of
            the container or machine, and enough for the largest allowed source in any case.
        max_output_bytes: size of one result file.
        max_tasks_per_child: pictures after which a child is replaced, against slow leaks.
        max_resident_bytes: memory in use after which a child is replaced once its picture is done.
        sandbox: how well a child is locked in; less is reported, never hidden.
        require_sandbox: refuse to start when the kernel cannot reach `sandbox`.
        limits: bounds on sources, checked in the child before pixels are decoded.
    """

    children: int = 0
    max_waiting: int = 64
    deadline_s: float = 20.0
    max_wait_s: float = 20.0
    start_deadline_s: float = 20.0
    max_address_space_bytes: int = 3 * 1024**3
    max_decoded_bytes: int = 0
    max_output_bytes: int = 256 * 1024**2
    max_tasks_per_child: int = 2000
    max_resident_bytes: int = 600 * 1024**2
    sandbox: SandboxLevel = SandboxLevel.FULL
    require_sandbox: bool = False
    limits: Limits = field(default_factory=Limits)
