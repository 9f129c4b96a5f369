"""One seeded stream of chance per concern, so that a change in one never moves another."""

import zlib

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]


def stream(seed: int, concern: str) -> np.random.Generator:
    """The generator of one concern ("shape", "people", …) under one seed."""
    sequence = np.random.SeedSequence([seed, zlib.crc32(concern.encode())])
    return np.random.Generator(np.random.PCG64(sequence))
