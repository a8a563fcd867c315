"""Interferogram, multilooking, coherence and Goldstein's filter in plain NumPy and SciPy, on one core.

The baseline of `./geofringe bench interferograms`: what a few dozen vectorised lines do. Prints a name and the
cells per second of each step, the best of some rounds. With a folder it filters pair.npy there instead, to
filtered.npy: a check of the other implementation.
"""

import os
import sys
import time

os.environ["OMP_NUM_THREADS"] = "1"

import numpy as np
import scipy.fft
from scipy.ndimage import uniform_filter

ROWS, COLUMNS, LOOKS_DOWN, LOOKS_ACROSS = 512, 1024, 4, 8
ALPHA, PATCH = 0.7, 32
ROUNDS = 3


def looks(values):
    rows, columns = values.shape
    groups = values.reshape(rows // LOOKS_DOWN, LOOKS_DOWN, columns // LOOKS_ACROSS, LOOKS_ACROSS)
    return groups.mean(axis=(1, 3))


def power(values):
    return values.real**2 + values.imag**2


def multilook(reference, secondary):
    return looks(reference * secondary.conj()), looks(power(reference)), looks(power(secondary))


def coherence(interferogram, reference_power, secondary_power):
    def boxcar(values):
        return uniform_filter(values, 3, mode="nearest")

    product = boxcar(interferogram.real) + 1j * boxcar(interferogram.imag)
    return np.abs(product) / np.sqrt(boxcar(reference_power) * boxcar(secondary_power))


def goldstein(interferogram, alpha, size):
    """Patches half a patch apart, a row of them at a time."""
    rows, columns = interferogram.shape
    step = size // 2
    down, across = -(-rows // step) + 1, -(-columns // step) + 1
    padded = np.zeros(((down + 1) * step, (across + 1) * step), np.complex64)
    padded[step : step + rows, step : step + columns] = interferogram
    result = np.zeros_like(padded)
    ramp = 0.5 - 0.5 * np.cos(2 * np.pi * (np.arange(size) + 0.5) / size)
    window = np.outer(ramp, ramp).astype(np.float32)
    for i in range(down):
        strip = padded[i * step : i * step + size]
        patches = np.lib.stride_tricks.sliding_window_view(strip, size, axis=1)[:, ::step].transpose(1, 0, 2)
        spectra = scipy.fft.fft2(patches, workers=1)
        magnitude = uniform_filter(np.abs(spectra), (0, 3, 3), mode="wrap")
        weight = (magnitude / magnitude.max(axis=(1, 2), keepdims=True)) ** np.float32(alpha)
        filtered = scipy.fft.ifft2(spectra * weight, workers=1) * window
        for j in range(across):
            result[i * step : i * step + size, j * step : j * step + size] += filtered[j]
    return result[step : step + rows, step : step + columns]


def best(work, cells):
    fastest = min(timed(work) for _ in range(ROUNDS))
    return cells / fastest


def timed(work):
    start = time.process_time()
    work()
    return time.process_time() - start


def main():
    random = np.random.default_rng(3)
    shape = (ROWS * LOOKS_DOWN, COLUMNS * LOOKS_ACROSS)

    def image():
        parts = random.random((*shape, 2), dtype=np.float32) - np.float32(0.5)
        return parts.view(np.complex64)[..., 0]

    reference = image()
    secondary = np.float32(0.7) * reference + np.float32(0.3) * image()
    fine, coarse = reference.size, ROWS * COLUMNS
    pair = multilook(reference, secondary)

    def everything():
        formed = multilook(reference, secondary)
        coherence(*formed)
        goldstein(formed[0], ALPHA, PATCH)

    target = np.zeros_like(reference)
    print("copy", best(lambda: np.copyto(target, reference), fine), sep="\t")
    print("multilook", best(lambda: multilook(reference, secondary), fine), sep="\t")
    print("coherence", best(lambda: coherence(*pair), fine), sep="\t")
    print("goldstein", best(lambda: goldstein(pair[0], ALPHA, PATCH), coarse), sep="\t")
    print("all", best(everything, fine), sep="\t")


def check(folder):
    pair = np.load(os.path.join(folder, "pair.npy"))
    np.save(os.path.join(folder, "filtered.npy"), goldstein(pair, ALPHA, PATCH))


if __name__ == "__main__":
    check(sys.argv[1]) if len(sys.argv) > 1 else main()
