"""The font families a caption may ask for and the shipped family behind each; no font files."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

SHIPPED_FAMILIES: Final[Mapping[str, str]] = MappingProxyType(
    {"sans": "Noto Sans", "serif": "Noto Serif", "mono": "Noto Sans Mono"}
)
FONT_FAMILIES: Final = frozenset(SHIPPED_FAMILIES)
