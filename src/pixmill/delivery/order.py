"""One picture to be delivered: an asset, a recipe, a format, and the key that names the result."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import msgspec

from pixmill.assets.asset import Asset
from pixmill.cache.disk import RenditionKey
from pixmill.transform.fingerprint import fingerprint
from pixmill.transform.formats import CAPABILITIES, OutputFormat
from pixmill.transform.limits import Limits
from pixmill.transform.plan import Plan, resolve_plan
from pixmill.transform.recipe import Recipe, normalise


@dataclass(frozen=True, kw_only=True)
class Order:
    """What was asked for, with every asset it needs.

    Attributes:
        overlays: the assets that the recipe lays over, by the name the recipe has for them.
    """

    asset: Asset
    recipe: Recipe
    chosen: OutputFormat
    overlays: Mapping[str, Asset]

    @cached_property
    def fingerprint(self) -> str:
        """The key of the rendition; any other bytes have another."""
        return fingerprint(
            self.recipe,
            source_version=self.asset.sha256,
            chosen=self.chosen,
            overlay_versions={name: asset.sha256 for name, asset in self.overlays.items()},
        )

    @property
    def cache_key(self) -> RenditionKey:
        """Where the rendition is kept."""
        return RenditionKey(
            asset_id=self.asset.id,
            version=self.asset.version,
            fingerprint=self.fingerprint,
            extension=CAPABILITIES[self.chosen].extension,
        )

    @property
    def recipe_json(self) -> str:
        """The recipe, to be kept beside the rendition."""
        return msgspec.json.encode(normalise(self.recipe)).decode()

    def plan(self, limits: Limits) -> Plan:
        """Work out how the rendition is made; raises what `resolve_plan` raises."""
        return resolve_plan(
            self.recipe,
            self.asset.facts,
            chosen=self.chosen,
            overlays={name: asset.facts for name, asset in self.overlays.items()},
            limits=limits,
        )
