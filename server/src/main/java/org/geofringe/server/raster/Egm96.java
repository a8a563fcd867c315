package org.geofringe.server.raster;

import org.geotools.api.referencing.FactoryException;
import org.geotools.api.referencing.operation.TransformException;
import org.geotools.referencing.operation.transform.EarthGravitationalModel;

/**
 * The height of the geoid EGM96 above the WGS 84 ellipsoid, from GeoTools' coefficients, which go
 * to degree 180 of EGM96's 360. Against the full model's quarter-degree grid, at 4,000 points
 * spread evenly over the Earth, the difference is 1.4 m rms, 3 m at 95 % of the points and 11 m at
 * worst, smooth over a degree. The first use loads the coefficients, about a second. Safe for many
 * threads.
 */
public final class Egm96 {

  /**
   * What brings the sum over harmonics to the ellipsoid of WGS 84: the zero-degree term (Lemoine et
   * al. 1998, NASA/TP-1998-206861, section 11.1.1), which GeoTools leaves out.
   */
  private static final double ZERO_DEGREE_METRES = -0.53;

  private static final EarthGravitationalModel MODEL = new Opener().open();

  private Egm96() {}

  /**
   * Height of the geoid in metres above the ellipsoid.
   *
   * @param longitude degrees
   * @param latitude degrees
   */
  public static double undulation(double longitude, double latitude) {
    try {
      return MODEL.heightOffset(longitude, latitude, 0) + ZERO_DEGREE_METRES;
    } catch (TransformException e) {
      throw new IllegalStateException("EGM96 at " + longitude + ", " + latitude, e);
    }
  }

  /** The model's constructor is closed; its provider is reached without a search for plug-ins. */
  private static final class Opener extends EarthGravitationalModel.Provider {
    private static final long serialVersionUID = 1L;

    EarthGravitationalModel open() {
      try {
        return (EarthGravitationalModel) createMathTransform(getParameters().createValue());
      } catch (FactoryException e) {
        throw new IllegalStateException("GeoTools' EGM96 cannot be loaded", e);
      }
    }
  }
}
