package org.geofringe.geometry;

import java.util.*;
import org.geofringe.grid.FloatGrid;
import org.geofringe.orbit.Orbit;

class Tmp {
  public static void main(String[] a) {
    Orbit orbit = TestPasses.circular(0.7);
    GroundPoint ground = new GroundPoint(orbit);
    ground.solve(0, 880_000, 0);
    double lon = ground.longitude(), lat = ground.latitude();
    MapProjection p =
        (x, y, g) -> {
          g[1] = lat + y / 6_371_000;
          g[0] = lon + x / (6_371_000 * Math.cos(g[1]));
        };
    for (double[] b :
        new double[][] {
          {90e3, 40e3, 900},
          {90e3, 190e3, 3000},
          {270e3, 200e3, 8000},
          {270e3, 400e3, 8000},
          {270e3, 800e3, 8000}
        }) {
      long t0 = System.nanoTime();
      try {
        RadarPolynomial f =
            RadarPolynomial.fit(orbit, 0, p, -b[0] / 2, -b[1] / 2, b[0] / 2, b[1] / 2, 0, b[2]);
        System.out.println(
            Arrays.toString(b)
                + " "
                + f.maxRangeError()
                + " "
                + f.maxTimeError()
                + " "
                + Arrays.toString(f.terms())
                + " "
                + (System.nanoTime() - t0) / 1e6
                + " ms");
      } catch (IllegalArgumentException e) {
        System.out.println(e.getMessage());
      }
    }
    RadarPolynomial f = RadarPolynomial.fit(orbit, 0, p, -45e3, -20e3, 45e3, 20e3, 0, 900);
    ExactRadarGeometry ex = new ExactRadarGeometry(orbit, p, 0);
    int n = 4096;
    float[] h = new float[n];
    Random r = new Random(1);
    for (int i = 0; i < n; i++) h[i] = 900 * r.nextFloat();
    double[] t = new double[n], rr = new double[n];
    for (int rep = 0; rep < 8; rep++) {
      long t0 = System.nanoTime();
      int rows = 3000;
      for (int k = 0; k < rows; k++) f.locate(-45e3, 20, -20e3 + 13 * k, h, 0, n, t, rr);
      System.out.println(
          "poly " + rows * (double) n / (System.nanoTime() - t0) * 1e3 + " Mcell/s " + t[5]);
    }
    for (int rep = 0; rep < 4; rep++) {
      long t0 = System.nanoTime();
      int rows = 20;
      for (int k = 0; k < rows; k++) ex.locate(-45e3, 20, -20e3 + 13 * k, h, 0, n, t, rr);
      System.out.println(
          "exact " + rows * (double) n / (System.nanoTime() - t0) * 1e3 + " Mcell/s " + t[5]);
    }
    FloatGrid g = new FloatGrid(2000, 2000);
    for (int i = 0; i < g.values().length; i++) g.values()[i] = r.nextFloat();
    BicubicSampler s = new BicubicSampler(g);
    double[] ro = new double[n], co = new double[n];
    float[] out = new float[n];
    for (int rep = 0; rep < 8; rep++) {
      long t0 = System.nanoTime();
      int rows = 2000;
      for (int k = 0; k < rows; k++) {
        for (int i = 0; i < n; i++) {
          ro[i] = 2 + k * 0.9 + i * 0.001;
          co[i] = 2 + i * 0.4;
        }
        s.sample(ro, co, n, out, 0);
      }
      System.out.println(
          "bicubic " + rows * (double) n / (System.nanoTime() - t0) * 1e3 + " Mcell/s " + out[5]);
    }
  }
}
