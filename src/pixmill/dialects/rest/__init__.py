"""The JSON dialect: an object in one fixed order or a list in its own, to a recipe and back."""

from pixmill.dialects.rest.reading import LOWERED, parse_recipe
from pixmill.dialects.rest.writing import to_document

__all__ = ["LOWERED", "parse_recipe", "to_document"]
