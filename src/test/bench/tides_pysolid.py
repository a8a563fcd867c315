"""Solid-earth tides of pysolid (Milbert's solid, after the IERS's routine) at some places and times.

Prints the lines of the table in EarthTideTest: time, latitude and longitude in degrees, and the
displacement to the east, to the north and up in metres. Needs Debian's python3-pysolid; its
warnings about leap seconds are lines of their own.

    python3 src/test/bench/tides_pysolid.py [number of random lines]
"""

import datetime
import io
import contextlib
import random
import sys

import pysolid


def tide(time, latitude, longitude):
    with contextlib.redirect_stdout(io.StringIO()):
        times, east, north, up = pysolid.calc_solid_earth_tides_point(
            latitude, longitude, time, time + datetime.timedelta(minutes=1), step_sec=60, verbose=False)
    return east[0], north[0], up[0]


def main():
    cases = [
        ("2015-03-20T18:15:00", 19.43, -99.13),
        ("2017-07-11T00:38:00", 19.43, -99.13),
        ("2018-01-31T05:27:00", 45.07, 7.69),
        ("2019-06-21T16:40:00", 64.15, -21.94),
        ("2020-12-14T12:00:00", -33.45, -70.67),
        ("2022-09-23T22:11:00", -1.29, 36.82),
        ("2024-04-08T17:05:00", 35.68, 139.69),
        ("2025-10-02T09:30:00", 71.29, -156.79),
    ]
    random.seed(int(sys.argv[1]) if len(sys.argv) > 1 else 0)
    for _ in range(int(sys.argv[1]) if len(sys.argv) > 1 else 0):
        start = datetime.datetime(2014, 10, 1)
        time = start + datetime.timedelta(minutes=random.randrange(12 * 365 * 1440))
        cases.append((time.isoformat(), round(random.uniform(-80, 80), 2), round(random.uniform(-180, 180), 2)))
    for text, latitude, longitude in cases:
        east, north, up = tide(datetime.datetime.fromisoformat(text), latitude, longitude)
        print(f"{text}Z {latitude} {longitude} {east:.5f} {north:.5f} {up:.5f}")


if __name__ == "__main__":
    main()
