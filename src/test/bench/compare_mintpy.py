"""MintPy's weighted inversion beside GeoFringe's, on the same interferograms.

Builds MintPy's ifgramStack.h5 from unwrapped interferograms and coherence in GeoTIFF, runs
`mintpy ifgram_inversion` and `mintpy timeseries2velocity` as its users do, and compares velocities.
Both take phase as positive where the path is longer at the second date, and velocity as positive
towards the satellite. MintPy marks no data with 0. Of the output of `full_chain` both velocities
are compared: that without the noisy dates, and that before they were left out.
"""

import argparse
import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import time
from importlib import metadata

import h5py
import numpy as np
from osgeo import gdal

gdal.UseExceptions()

# Where no stack says otherwise: 8 x 2, as many as GAMMA exports often have.
USUAL_LOOKS = 16
# Below this the start-up hides what the inversion took.
LEAST_SECONDS = 3

TWO_DATES = re.compile(r"(?<!\d)(\d{8})[-_](\d{8})(?!\d)")


def stop(text):
    sys.exit("compare-mintpy: " + text)


def find(folder, pattern):
    """The GeoTIFFs whose name matches and holds two dates, by their dates."""
    found = {}
    for path in sorted(folder.rglob("*.tif")):
        dates = TWO_DATES.search(path.name)
        if dates and re.search(pattern, path.name, re.IGNORECASE):
            if dates.groups() in found:
                stop(f"two files for {dates.group()}: {found[dates.groups()]} and {path}")
            found[dates.groups()] = path
    return found


def read(path):
    """Band 1 with no data as NaN."""
    # A band dies with its dataset, so the dataset needs a name of its own.
    dataset = gdal.Open(str(path))
    band = dataset.GetRasterBand(1)
    values = band.ReadAsArray().astype(np.float32)
    nodata = band.GetNoDataValue()
    if nodata is not None and not np.isnan(nodata):
        values[values == np.float32(nodata)] = np.nan
    return values


def write_stack(target, phase_files, coherence_files, options, reference, excluded):
    """Writes ifgramStack.h5 and returns the reference cell, chosen here where none is given."""
    pairs = sorted(phase_files)
    phase = np.stack([read(phase_files[pair]) for pair in pairs])
    coherence = np.stack([read(coherence_files[pair]) for pair in pairs])
    used = [not excluded.intersection(pair) for pair in pairs]
    if not any(used):
        stop("every pair holds an excluded date")
    if reference is None:
        complete = np.all(np.isfinite(phase), axis=0) & np.all(np.isfinite(coherence), axis=0)
        if not complete.any():
            stop("no cell is there in all pairs; give --reference ROW,COLUMN")
        mean = np.where(complete, np.mean(coherence, axis=0), -1)
        reference = tuple(int(i) for i in np.unravel_index(np.argmax(mean), mean.shape))
    west, dx, _, north, _, dy = gdal.Open(str(phase_files[pairs[0]])).GetGeoTransform()
    dates = sorted({date for pair in pairs for date in pair})
    attributes = {
        "FILE_TYPE": "ifgramStack",
        "PROCESSOR": "gamma",
        "DATA_TYPE": "float32",
        "UNIT": "radian",
        "LENGTH": phase.shape[1],
        "WIDTH": phase.shape[2],
        "X_FIRST": west,
        "Y_FIRST": north,
        "X_STEP": dx,
        "Y_STEP": dy,
        "X_UNIT": "degrees",
        "Y_UNIT": "degrees",
        "WAVELENGTH": options.wavelength,
        "NCORRLOOKS": options.looks,
        "ALOOKS": 1,
        "RLOOKS": 1,
        "START_DATE": dates[0],
        "END_DATE": dates[-1],
        "REF_Y": reference[0],
        "REF_X": reference[1],
    }
    with h5py.File(target, "w") as file:
        for name, value in attributes.items():
            file.attrs[name] = str(value)
        file["date"] = np.array(pairs, dtype="S8")
        file["bperp"] = np.zeros(len(pairs), np.float32)
        file["dropIfgram"] = np.array(used, bool)
        for name, cube in (("unwrapPhase", phase), ("coherence", coherence)):
            cube = np.nan_to_num(cube, nan=0.0)
            file.create_dataset(name, data=cube).attrs["MODIFICATION_TIME"] = str(time.time())
    dates_used = {date for pair, use in zip(pairs, used) if use for date in pair}
    return reference, sum(used), len(dates_used)


def mintpy(work, *arguments):
    """Runs one MintPy command in the folder; returns its seconds, start-up included."""
    start = time.monotonic()
    done = subprocess.run(
        ["/usr/bin/mintpy", *arguments], cwd=work, text=True, capture_output=True, check=False)
    seconds = time.monotonic() - start
    if done.returncode != 0:
        last = (done.stderr.strip() or done.stdout.strip()).splitlines()[-1:]
        stop(f"mintpy {arguments[0]} failed: {' '.join(last)}")
    return seconds


def describe(name, values, unit):
    low, p2, median, p98, high = np.percentile(values, [0, 2, 50, 98, 100])
    print(f"{name}: min {low:.2f}, 2 % {p2:.2f}, median {median:.2f}, 98 % {p98:.2f},"
          f" max {high:.2f} {unit}, {values.size} cells")


def looks_of(output):
    """The looks that the stack beside the output was weighted with, else None."""
    collection = output / "stack" / "collection.json" if output else None
    if not collection or not collection.is_file():
        return None
    return find_key(json.loads(collection.read_text()), "geofringe:looks")


def find_key(node, key):
    if isinstance(node, dict):
        if key in node:
            return node[key]
        node = list(node.values())
    if isinstance(node, list):
        for child in node:
            found = find_key(child, key)
            if found is not None:
                return found
    return None


def compare(output, velocity, coherence):
    ours = read(output / "velocity.tif")
    ours_coherence = read(output / "temporal_coherence.tif")
    if ours.shape != velocity.shape:
        stop(f"{output}/velocity.tif has {ours.shape} cells, the interferograms {velocity.shape}")
    both = np.isfinite(ours) & np.isfinite(ours_coherence) & np.isfinite(velocity)
    good = both & (ours_coherence > 0.7)
    if good.sum() < 2:
        stop("fewer than two cells have a temporal coherence above 0.7")
    describe("GeoFringe velocity", ours[np.isfinite(ours)], "mm/yr")
    difference = ours[good] - velocity[good]
    print(f"cells in both: {both.sum()}, of them with temporal coherence > 0.7: {good.sum()}")
    print(f"velocity difference, GeoFringe - MintPy: rms {np.sqrt(np.mean(difference**2)):.4f},"
          f" mean {difference.mean():.4f}, largest {np.abs(difference).max():.4f} mm/yr")
    print(f"velocity correlation: {np.corrcoef(ours[good], velocity[good])[0, 1]:.6f}")
    apart = ours_coherence[both] - coherence[both]
    print(f"temporal coherence difference: rms {np.sqrt(np.mean(apart**2)):.4f}")


def parse():
    parser = argparse.ArgumentParser(prog="compare-mintpy", description=__doc__.splitlines()[0])
    parser.add_argument("interferograms", type=pathlib.Path,
                        help="folder with *unw*.tif and *cc*, *coh* or *corr*.tif")
    parser.add_argument("output", type=pathlib.Path, nargs="?",
                        help="folder of full_chain, or any with velocity.tif, temporal_coherence.tif"
                             " and result.json")
    parser.add_argument("--reference", metavar="ROW,COLUMN",
                        help="from 0; else that of result.json, else the most coherent cell")
    parser.add_argument("--exclude", default="", metavar="YYYYMMDD,...",
                        help="dates to leave out, beside those of result.json")
    parser.add_argument("--wavelength", type=float, default=0.05546576, help="metres")
    parser.add_argument("--looks", type=float,
                        help="looks for the weights; else those of the stack, else 16")
    parser.add_argument("--min-coherence", type=float, default=0,
                        help="drop a pair at cells where its coherence is lower")
    parser.add_argument("--keep", type=pathlib.Path, metavar="FOLDER",
                        help="keep MintPy's files below this folder")
    return parser.parse_args()


def main():
    options = parse()
    phase_files = find(options.interferograms, "unw")
    coherence_files = find(options.interferograms, "(^|[_.-])(cc|coh|corr)")
    if not phase_files:
        stop(f"no unwrapped interferogram (*unw*.tif with two dates) in {options.interferograms}")
    lonely = sorted(set(phase_files) - set(coherence_files))
    if lonely:
        stop(f"no coherence for {'_'.join(lonely[0])}")

    reference = None
    excluded = set(filter(None, options.exclude.split(",")))
    comparisons = [(None, excluded)]
    if options.output:
        reference, comparisons = what_to_compare(options.output, excluded)
        options.looks = options.looks or looks_of(options.output)
    options.looks = options.looks or USUAL_LOOKS
    if options.reference:
        reference = tuple(int(part) for part in options.reference.split(","))

    print(f"MintPy {version()}, wavelength {options.wavelength} m, {options.looks:g} looks")
    for output, left_out in comparisons:
        reference, velocity, coherence = invert(
            phase_files, coherence_files, options, reference, left_out)
        if output:
            compare(output, velocity, coherence)


def what_to_compare(output, excluded):
    """The reference cell, and each folder of velocities with the dates that it leaves out."""
    for name in ("result.json", "velocity.tif", "temporal_coherence.tif"):
        if not (output / name).is_file():
            stop(f"{output} holds no {name}: give the folder of `full_chain`, or of `velocity` with"
                 " what the run printed on standard output kept there as result.json")
    metrics = json.loads((output / "result.json").read_text())["metrics"]
    if metrics.get("inversion") != "L2":
        print("Note: GeoFringe's velocity is not said to be of plain least squares (INVERSION=L2), as"
              " MintPy's is: cells with outliers differ.")
    reference = (metrics["reference"]["row"], metrics["reference"]["column"])
    left_out = {re.sub(r"\D", "", date) for date in metrics.get("excluded_dates", [])}
    comparisons = [(output, excluded | left_out)]
    before = output / "before_exclusion"
    if left_out and (before / "velocity.tif").is_file():
        comparisons.append((before, excluded))
    return reference, comparisons


def version():
    return metadata.version("mintpy")


def invert(phase_files, coherence_files, options, reference, excluded):
    """MintPy's velocity in mm/yr and temporal coherence, and the reference cell."""
    work = pathlib.Path(tempfile.mkdtemp(prefix="compare-mintpy-"))
    try:
        reference, pairs, dates = write_stack(
            work / "ifgramStack.h5", phase_files, coherence_files, options, reference, excluded)
        print(f"\n{pairs} pairs of {dates} dates (left out: {', '.join(sorted(excluded)) or 'none'}),"
              f" reference row {reference[0]}, column {reference[1]}", flush=True)
        mask = []
        if options.min_coherence > 0:
            mask = ["--mask-dset", "coherence", "--mask-thres", str(options.min_coherence)]
        start = time.monotonic()
        subprocess.run([sys.executable, "-c", "import mintpy.ifgram_inversion"], check=True)
        startup = time.monotonic() - start
        seconds = mintpy(work, "ifgram_inversion", "ifgramStack.h5", "-w", "var", *mask)
        mintpy(work, "timeseries2velocity", "timeseries.h5", "-o", "velocity.h5")
        with h5py.File(work / "velocity.h5") as file:
            velocity = file["velocity"][:] * 1000
        with h5py.File(work / "temporalCoherence.h5") as file:
            coherence = file["temporalCoherence"][:]
    finally:
        if options.keep:
            shutil.copytree(work, options.keep / f"{pairs}_pairs", dirs_exist_ok=True)
        shutil.rmtree(work)

    # The reference cell is 0 by right, every other 0 is no data.
    empty = velocity == 0
    empty[reference] = False
    velocity[empty] = np.nan
    solved = np.isfinite(velocity)
    print(f"MintPy inversion: {seconds:.1f} s, {startup:.1f} s of it start-up")
    if seconds - startup > LEAST_SECONDS:
        print(f"MintPy speed: {solved.sum() / (seconds - startup):.0f} cells/s without start-up")
    describe("MintPy velocity", velocity[solved], "mm/yr")
    sure = solved & (coherence > 0.7)
    print(f"MintPy temporal coherence: median {np.median(coherence[solved]):.4f},"
          f" {sure.sum()} cells above 0.7")
    return reference, velocity, coherence


if __name__ == "__main__":
    main()
