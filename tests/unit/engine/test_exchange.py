"""Whose fault it is that a child was not done in time."""

import pytest

from pixmill.engine.errors import EngineTimeout
from pixmill.engine.exchange import explain_timeout
from pixmill.engine.protocol import InspectTask, RenderTask, Task
from pixmill.transform.formats import SourceFormat
from pixmill.transform.limits import SourceTooLarge
from tests.isolation.stage import mirror_plan

_INSPECT = InspectTask(format=SourceFormat.PNG)
_RENDER = RenderTask(plan=mirror_plan())


@pytest.mark.parametrize(
    ("task", "cpu_s", "kind"),
    [
        (_INSPECT, 19.0, SourceTooLarge),
        (_INSPECT, 2.0, EngineTimeout),
        (_RENDER, 19.0, EngineTimeout),
    ],
)
def test_an_upload_that_kept_the_processor_busy_is_at_fault(
    task: Task, cpu_s: float, kind: type[Exception]
) -> None:
    """One that was merely kept waiting may be sent again, and so may a rendition."""
    error = explain_timeout(task, deadline_s=20.0, cpu_s=cpu_s)

    assert type(error) is kind
    assert "20 seconds" in str(error)
