"""SNAPHU beside GeoFringe on wrapped fields whose truth is known.

Reads what the Java class UnwrapFields wrote: one folder a field with wrapped.flt, coherence.flt,
truth.flt, regions.flt, unwrapped.flt and about.txt. A cell is wrong where its whole cycles differ
from the commonest of the image; within: of its own island.
"""

import argparse
import pathlib
import resource
import subprocess
import sys
import tempfile
import time

import numpy as np

# The topography mode of SNAPHU wants baselines and heights, which these fields have not.
MODES = {"SMOOTH": "-s", "DEFORMATION": "-d", "TOPOGRAPHY": "-s"}


def wrong(unwrapped, truth, regions):
    """Percent of judged cells wrong over all, and within their regions."""
    judged = regions > 0
    cycles = np.rint((unwrapped[judged] - truth[judged]) / (2 * np.pi))
    cycles = np.where(np.isfinite(cycles), cycles, 1 << 20).astype(int)
    cycles -= cycles.min()
    labels = regions[judged].astype(int)
    kept = 0
    for label in np.unique(labels):
        kept += np.bincount(cycles[labels == label]).max()
    every = np.bincount(cycles).max()
    return 100 * (1 - every / cycles.size), 100 * (1 - kept / cycles.size)


def snaphu(wrapped, coherence, looks, mode, tiles, folder):
    """Unwraps as SNAPHU's users do; returns the phase, its CPU seconds and wall seconds."""
    side = wrapped.shape[1]
    valid = np.isfinite(wrapped)
    phasor = np.where(valid, np.exp(1j * np.nan_to_num(wrapped)), 0).astype(np.complex64)
    phasor.tofile(folder / "wrapped.c8")
    np.where(valid, np.nan_to_num(coherence), 0).astype(np.float32).tofile(folder / "coherence.f4")
    lines = [
        "CORRFILEFORMAT FLOAT_DATA",
        "OUTFILEFORMAT FLOAT_DATA",
        f"NCORRLOOKS {looks}",
        "NLOOKSRANGE 1",
        "NLOOKSAZ 1",
    ]
    (folder / "conf").write_text("\n".join(lines) + "\n")
    command = ["snaphu", mode, "-f", "conf", "-c", "coherence.f4", "-o", "out.f4"]
    command += ["wrapped.c8", str(side)]
    if tiles > 1:
        command += ["--tile", str(tiles), str(tiles), "100", "100", "--nproc", "2"]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.monotonic()
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    wall = time.monotonic() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode != 0:
        last = (done.stderr or done.stdout).strip().splitlines()[-1:]
        print("compare-snaphu: snaphu failed:", *last, file=sys.stderr)
        return None, 0, 0
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return np.fromfile(folder / "out.f4", np.float32).reshape(wrapped.shape), cpu, wall


HEAD = ("field", "costs", "ours %", "within", "SNAPHU %", "within", "ours s", "cpu s", "SNAPHU s", "cpu s", "wall x", "cpu x")
ROW = "{:14} {:11} {:>9} {:>9} {:>9} {:>9} {:>7} {:>7} {:>9} {:>8} {:>7} {:>7}"


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--tiles", type=int, default=1, help="N x N tiles for SNAPHU")
    parser.add_argument("kinds", nargs="*", help="fields to compare; all where none is given")
    options = parser.parse_args()
    print(ROW.format(*HEAD))
    for about in sorted(options.folder.glob("*/about.txt"), key=lambda path: path.stat().st_mtime):
        kind = about.parent.name
        if options.kinds and kind not in options.kinds:
            continue
        side, looks, mode, wall, cpu = about.read_text().split()
        layers = {
            name: np.fromfile(about.parent / (name + ".flt"), np.float32).reshape(int(side), -1)
            for name in ("wrapped", "coherence", "truth", "regions", "unwrapped")
        }
        truth = (layers["truth"], layers["regions"])
        ours = wrong(layers["unwrapped"], *truth)
        with tempfile.TemporaryDirectory() as work:
            phase, their_cpu, their_wall = snaphu(
                layers["wrapped"], layers["coherence"], looks, MODES[mode], options.tiles, pathlib.Path(work))
        if phase is None:
            continue
        shares = [f"{share:.4f}" for share in ours + wrong(phase, *truth)]
        seconds = [float(wall), float(cpu), their_wall, their_cpu]
        ratios = [their_wall / float(wall), their_cpu / float(cpu)]
        print(ROW.format(kind, mode, *shares, *(f"{s:.2f}" for s in seconds), *(f"{r:.1f}" for r in ratios)), flush=True)


if __name__ == "__main__":
    main()
