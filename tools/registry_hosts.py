"""No file of the project names the host of a package registry.

Where packages come from is the affair of the machine that installs them.
"""

from collections.abc import Iterator

from tools.sources import Finding, SourceFile

# Put together here, so that this list does not find itself.
_HOSTS = tuple(
    ".".join(parts)
    for parts in (
        ("files", "pythonhosted", "org"),
        ("pypi", "org"),
        ("pypi", "python", "org"),
        ("registry", "npmjs", "org"),
        ("registry", "yarnpkg", "com"),
        ("deb", "debian", "org"),
        ("security", "debian", "org"),
    )
)


def check_registry_hosts(file: SourceFile) -> Iterator[Finding]:
    """Refuse a line that names a package registry's host."""
    for number, line in enumerate(file.text.splitlines(), start=1):
        for host in _HOSTS:
            if host in line.lower():
                yield Finding(path=file.path, line=number, message=f"names the registry {host}")
