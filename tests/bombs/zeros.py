"""Packs gigabytes of zeros into a zlib stream without ever holding them."""

import zlib

_PIECE_BYTES = 1 << 20
_ADLER_MODULUS = 65_521
_RAW = -15
_MAGIC = b"\x78\xda"


def packed_zeros(count: int) -> bytes:
    """Return a zlib stream (RFC 1950) that unpacks to `count` zeros, at about 1,000 to 1."""
    pieces, rest = divmod(count, _PIECE_BYTES)
    # After a full flush nothing refers back, so the same piece may follow itself.
    packer = zlib.compressobj(9, zlib.DEFLATED, _RAW)
    piece = packer.compress(bytes(_PIECE_BYTES)) + packer.flush(zlib.Z_FULL_FLUSH)
    packer = zlib.compressobj(9, zlib.DEFLATED, _RAW)
    end = packer.compress(bytes(rest)) + packer.flush()
    # Adler-32 of zeros: the low half stays 1, the high half counts them.
    check = (count % _ADLER_MODULUS) << 16 | 1
    return _MAGIC + piece * pieces + end + check.to_bytes(4, "big")
