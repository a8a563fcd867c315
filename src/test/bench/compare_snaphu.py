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

MODES = {"SMOOTH": "-s", "DEFORMATION": "-d", "TOPOGRAPHY": "-t"}


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
    command = ["snaphu", mode, "-f", "conf", "-c", "coherence.f4", "-o", "out.f4", "wrapped.c8", str(side)]
    if tiles > 1:
        command += ["--tile", str(tiles), str(tiles), "100", "100", "--nproc", "2"]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.monotonic()
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    wall = time.monotonic() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode != 0:
        print("compare-snaphu: snaphu failed:", (done.stderr or done.stdout).strip().splitlines()[-1:], file=sys.stderr)
        return None, 0, 0
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return np.fromfile(folder / "out.f4", np.float32).reshape(wrapped.shape), cpu, wall


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--tiles", type=int, default=1, help="N x N tiles for SNAPHU")
    parser.add_argument("kinds", nargs="*")
    options = parser.parse_args()
    print(f"{'field':14} {'mode':11} {'ours %':>9} {'within':>9} {'SNAPHU %':>9} {'within':>9} {'ours s':>7} {'cpu s':>7} {'SNAPHU s':>8} {'cpu s':>8} {'wall x':>7} {'cpu x':>7}")
    for about in sorted(options.folder.glob("*/about.txt"), key=lambda p: p.stat().st_mtime):
        kind = about.parent.name
        if options.kinds and kind not in options.kinds:
            continue
        words = about.read_text().split()
        side, looks, mode, ours_wall = int(words[0]), float(words[1]), words[2], float(words[3])
        ours_cpu = float(words[4]) if len(words) > 4 else ours_wall
        layers = {
            name: np.fromfile(about.parent / (name + ".flt"), np.float32).reshape(side, side)
            for name in ("wrapped", "coherence", "truth", "regions", "unwrapped")
        }
        ours = wrong(layers["unwrapped"], layers["truth"], layers["regions"])
        with tempfile.TemporaryDirectory() as work:
            theirs, cpu, wall = snaphu(
                layers["wrapped"], layers["coherence"], looks, MODES[mode] if mode != "TOPOGRAPHY" else "-s", options.tiles, pathlib.Path(work))
        if theirs is None:
            continue
        their = wrong(theirs, layers["truth"], layers["regions"])
        print(f"{kind:14} {mode:11} {ours[0]:9.4f} {ours[1]:9.4f} {their[0]:9.4f} {their[1]:9.4f} {ours_wall:7.2f} {ours_cpu:7.2f} {wall:8.2f} {cpu:8.2f} {wall/ours_wall:7.1f} {cpu/max(ours_cpu,1e-3):7.1f}", flush=True)


if __name__ == "__main__":
    main()
