#!/usr/bin/env python3
"""An independent stack for full_chain: simulated with NumPy alone, no line shared with GeoFringe, and its truth.

    chain_numpy.py make FOLDER [--seed N] [--dates N] [--days N]
    chain_numpy.py check FOLDER RESULTS

`make` writes unwrapped interferograms as YYYYMMDD_YYYYMMDD_unw.tif (rad, positive where the ground moved away) and
their coherence below FOLDER/in, and the true velocity (mm/yr towards the satellite) beside them. In each pair are:
motion (a bowl that sinks and a fault that creeps), turbulent air of power-law spectrum (4 mm rms a date, 20 mm at one
date near an end), what an error of the terrain model makes of the baseline, decorrelation noise after coherence and looks,
a constant of its own, and blobs of 2 pi in some pairs. `check` compares the velocities below RESULTS with the truth and exits with 1 where the
velocity is off by more than 4 mm/yr rms or correlates with the truth by less than 0.98.
"""
import argparse
import datetime
import json
import os
import sys

import numpy as np
from osgeo import gdal, osr

gdal.UseExceptions()
WAVELENGTH = 0.05546576
ROWS, COLUMNS, SPACING = 240, 300, 80.0
RANGE, INCIDENCE, LOOKS = 850e3, np.deg2rad(39), 20
FIRST = datetime.date(2021, 2, 3)
AIR, STORM = 4.0, 20.0


def turbulence(random, rms):
    """A field whose power falls with the wave number to the 8/3 (Hanssen 2001), of given rms."""
    ky = np.fft.fftfreq(2 * ROWS)[:, None]
    kx = np.fft.fftfreq(2 * COLUMNS)[None, :]
    k = np.hypot(kx, ky)
    k[0, 0] = np.inf
    field = np.fft.ifft2(np.fft.fft2(random.standard_normal(k.shape)) * k ** (-4 / 3)).real[:ROWS, :COLUMNS]
    field -= field.mean()
    return rms * field / field.std()


def motion():
    y, x = np.mgrid[0:ROWS, 0:COLUMNS] * SPACING / 1000
    bowl = -70 * np.exp(-((x - 8) ** 2 + (y - 9) ** 2) / (2 * 2.6 ** 2))
    fault = 14 * np.arctan((x + 0.4 * y - 21) / 1.5) / np.pi
    return bowl + fault


def decorrelation(random, days):
    """Coherence: towns keep it, fields lose it, a lake has none."""
    y, x = np.mgrid[0:ROWS, 0:COLUMNS]
    town = turbulence(np.random.default_rng(77), 1) > -0.2
    coherence = np.where(town, 0.75 + 0.2 * np.exp(-days / 200), 0.4 + 0.45 * np.exp(-days / 60))
    coherence[(x - 250) ** 2 + (y - 60) ** 2 < 22 ** 2] = 0.03
    return coherence


def speckle(random, coherence):
    """Phase noise and estimated coherence of LOOKS looks."""
    shape = (LOOKS,) + coherence.shape
    one = random.standard_normal(shape) + 1j * random.standard_normal(shape)
    two = random.standard_normal(shape) + 1j * random.standard_normal(shape)
    two = coherence * one + np.sqrt(1 - coherence ** 2) * two
    cross = (one * two.conj()).sum(0)
    power = np.sqrt((abs(one) ** 2).sum(0) * (abs(two) ** 2).sum(0))
    return np.angle(cross), abs(cross) / power


def write(path, values):
    system = osr.SpatialReference()
    system.ImportFromEPSG(32614)
    raster = gdal.GetDriverByName("GTiff").Create(path, COLUMNS, ROWS, 1, gdal.GDT_Float32)
    raster.SetProjection(system.ExportToWkt())
    raster.SetGeoTransform((480000, SPACING, 0, 2160000, 0, -SPACING))
    raster.SetMetadataItem("WAVELENGTH_METRES", str(WAVELENGTH))
    raster.GetRasterBand(1).SetNoDataValue(float("nan"))
    raster.GetRasterBand(1).WriteArray(values.astype(np.float32))


def make(arguments):
    random = np.random.default_rng(arguments.seed)
    folder = os.path.join(arguments.folder, "in")
    os.makedirs(folder, exist_ok=True)
    dates = [FIRST + datetime.timedelta(days=arguments.days * i) for i in range(arguments.dates)]
    bad = arguments.dates - 2
    velocity = motion()
    write(os.path.join(arguments.folder, "true_velocity.tif"), velocity)
    air = [turbulence(random, STORM if i == bad else AIR) for i in range(len(dates))]
    baselines = random.uniform(-80, 80, len(dates))
    height_error = turbulence(random, 5.0)
    pairs, blobs = [], []
    for i, first in enumerate(dates):
        for j in range(i + 1, len(dates)):
            days = (dates[j] - first).days
            if days > max(48, 2 * arguments.days):
                continue
            towards = velocity * days / 365.25 - (air[j] - air[i])
            phase = -4 * np.pi / WAVELENGTH * towards / 1000
            phase += 4 * np.pi / WAVELENGTH * (baselines[j] - baselines[i]) * height_error / (RANGE * np.sin(INCIDENCE))
            noise, coherence = speckle(random, decorrelation(random, days))
            phase += noise + random.uniform(-20, 20)
            if random.uniform() < 0.1:
                row, column, radius = random.integers(30, ROWS - 30), random.integers(30, COLUMNS - 30), random.integers(6, 20)
                y, x = np.mgrid[0:ROWS, 0:COLUMNS]
                phase[(y - row) ** 2 + (x - column) ** 2 < radius ** 2] += random.choice([-1, 1]) * 2 * np.pi
                blobs.append(f"{first:%Y%m%d}_{dates[j]:%Y%m%d}")
            phase[coherence < 0.15] = np.nan
            name = f"{first:%Y%m%d}_{dates[j]:%Y%m%d}"
            write(os.path.join(folder, name + "_unw.tif"), phase)
            write(os.path.join(folder, name + "_coh.tif"), coherence)
            pairs.append(name)
    truth = {"bad_date": dates[bad].isoformat(), "dates": len(dates), "pairs": len(pairs), "blobs": blobs}
    with open(os.path.join(arguments.folder, "truth.json"), "w", encoding="utf-8") as file:
        json.dump(truth, file, indent=1)
    print(json.dumps(truth))


def read(path):
    return gdal.Open(path).ReadAsArray().astype(float)


def check(arguments):
    truth = read(os.path.join(arguments.folder, "true_velocity.tif"))
    coherent = read(os.path.join(arguments.results, "temporal_coherence.tif")) >= 0.7
    good = False
    for name in ("before_exclusion/velocity.tif", "velocity.tif"):
        path = os.path.join(arguments.results, name)
        if not os.path.exists(path):
            continue
        found = read(path)
        cells = coherent & np.isfinite(found)
        error = found[cells] - truth[cells]
        error -= np.median(error)
        rms, correlation = np.sqrt(np.mean(error ** 2)), np.corrcoef(found[cells], truth[cells])[0, 1]
        good = rms <= 4 and correlation >= 0.98
        print(f"{name}: error {rms:.2f} mm/yr rms, correlation with truth {correlation:.4f}, {cells.sum()} cells")
    return 0 if good else 1


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    maker = commands.add_parser("make")
    maker.add_argument("folder")
    maker.add_argument("--seed", type=int, default=1)
    maker.add_argument("--dates", type=int, default=24)
    maker.add_argument("--days", type=int, default=24)
    checker = commands.add_parser("check")
    checker.add_argument("folder")
    checker.add_argument("results")
    arguments = parser.parse_args()
    return make(arguments) if arguments.command == "make" else check(arguments)


if __name__ == "__main__":
    sys.exit(main())
