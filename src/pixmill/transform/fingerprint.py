"""The cache key of a rendition: equal exactly when the bytes would be."""

import hashlib
from collections.abc import Mapping

import msgspec

from pixmill.transform.formats import OutputFormat
from pixmill.transform.recipe import Recipe, normalise

ENGINE_VERSION = "2"
"""Raised whenever the engine draws the same plan differently: old renditions are not reused."""

_ENCODER = msgspec.json.Encoder(order="deterministic")


def fingerprint(
    recipe: Recipe,
    *,
    source_version: str,
    chosen: OutputFormat,
    overlay_versions: Mapping[str, str],
) -> str:
    """Return 40 hexadecimal digits that name the rendition of this recipe on this source.

    Args:
        recipe: what was asked; spelling that does not matter does not matter here either.
        source_version: names the bytes of the source; another upload has another.
        chosen: the format after negotiation.
        overlay_versions: the same name of bytes for every asset the recipe lays over, by asset id.
    """
    normalised = normalise(recipe)
    # The chosen format stands in the key by itself: asked for or negotiated, it is the same file.
    key = (
        ENGINE_VERSION,
        source_version,
        chosen.value,
        msgspec.structs.replace(normalised.output, format=None),
        normalised.operations,
        sorted(overlay_versions.items()),
    )
    return hashlib.blake2b(_ENCODER.encode(key), digest_size=20).hexdigest()
