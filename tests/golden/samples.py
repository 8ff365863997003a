"""Pixels made of numbers, for which the right result can be worked out."""

import numpy as np

from tests.golden.drawing import Pixels


def noise(height: int = 40, width: int = 60, *, channels: int = 3) -> Pixels:
    """Return values of every kind, the same ones each time."""
    made = np.random.default_rng(5).integers(0, 256, (height, width, channels), dtype=np.uint8)
    return np.asarray(made, np.uint8)


def hazy() -> Pixels:
    """Return noise that fills less than half the range, each channel another part of it."""
    low, high = np.array([60, 70, 50]), np.array([160, 150, 140])
    return np.asarray(low + noise() / 255 * (high - low), np.uint8)


def ramp(height: int = 80, width: int = 100) -> Pixels:
    """Return greys that grow evenly from left to right by two a pixel."""
    row = (np.arange(width) * 2).astype(np.uint8)
    return np.tile(row[None, :, None], (height, 1, 3))


def glass(height: int = 20, width: int = 30) -> Pixels:
    """Return one half-transparent colour."""
    return np.full((height, width, 4), (200, 100, 50, 128), np.uint8)


def island(edge: int = 40) -> Pixels:
    """Return a grey square in a sea of transparent white, which must never be seen."""
    made = np.full((edge, edge, 4), (255, 255, 255, 0), np.uint8)
    made[edge // 4 : -edge // 4, edge // 4 : -edge // 4] = (90, 90, 90, 255)
    return made


def waves(height: int, width: int) -> Pixels:
    """Return soft colours without any symmetry."""
    down, across = np.mgrid[0:height, 0:width]
    bands = [
        127
        + 100 * np.sin(across / (5 + band) + down / (9 - band) + band) * (0.4 + across / width / 2)
        for band in range(3)
    ]
    return np.dstack(bands).astype(np.uint8)
