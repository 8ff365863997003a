"""SVG drawings that take forever to draw; none of them is read at all today."""

_OPEN = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
_DOT = '<rect width="1" height="1"/>'


def sized(edge: int) -> bytes:
    """Return a drawing as large as that."""
    return _svg(f'<rect width="{edge}" height="{edge}"/>', edge=edge)


def use_tree(depth: int) -> bytes:
    """Return a drawing in which every group shows the one before ten times."""
    groups = f'<g id="g0">{_DOT}</g>' + "".join(
        f'<g id="g{level}">' + f'<use xlink:href="#g{level - 1}"/>' * 10 + "</g>"
        for level in range(1, depth + 1)
    )
    return _svg(f'<defs>{groups}</defs><use xlink:href="#g{depth}"/>')


def laughs(depth: int) -> bytes:
    """Return a drawing whose text grows tenfold with every entity."""
    entities = '<!ENTITY e0 "ha">' + "".join(
        f'<!ENTITY e{level} "{f"&e{level - 1};" * 10}">' for level in range(1, depth + 1)
    )
    document = f"<!DOCTYPE svg [{entities}]>".encode()
    return b'<?xml version="1.0"?><svg ' + document + _svg(f"<text>&e{depth};</text>")


def filters(count: int) -> bytes:
    """Return a drawing blurred over and over."""
    blurs = '<feGaussianBlur stdDeviation="500"/>' * count
    inner = f'<filter id="f">{blurs}</filter><g filter="url(#f)">{_DOT}</g>'
    return _svg(inner, edge=8000)


def nested(depth: int) -> bytes:
    """Return a drawing of groups in groups."""
    return _svg("<g>" * depth + _DOT + "</g>" * depth)


def pattern_loop() -> bytes:
    """Return a drawing filled with a pattern that is filled with itself."""
    pattern = '<pattern id="p" width="1" height="1"><rect fill="url(#p)" width="9" height="9"/>'
    return _svg(f'{pattern}</pattern><rect fill="url(#p)" width="99" height="99"/>')


def _svg(inner: str, *, edge: int = 100) -> bytes:
    return f'{_OPEN} width="{edge}" height="{edge}">{inner}</svg>'.encode()
