"""The query dialect: flat URL parameters to a recipe in the one fixed order, and back."""

from pixmill.dialects.query.parameters import LOWERED, QUERY_PARAMETERS, UnknownParameter
from pixmill.dialects.query.reading import parse_query
from pixmill.dialects.query.writing import format_query

__all__ = ["LOWERED", "QUERY_PARAMETERS", "UnknownParameter", "format_query", "parse_query"]
