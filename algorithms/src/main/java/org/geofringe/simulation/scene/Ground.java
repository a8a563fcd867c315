package org.geofringe.simulation.scene;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.geofringe.geometry.Ellipsoid;
import org.geofringe.geometry.GroundPoint;
import org.geofringe.grid.FloatGrid;
import org.geofringe.grid.MapGrid;
import org.geofringe.simulation.Seeds;
import org.geofringe.simulation.Turbulence;

/**
 * The ground of a scene and the air above it, on longitude and latitude: terrain, cover, motion and
 * a delay per date. Terrain has a grid of its own, as fine as a DEM; the rest lies on the truth
 * grid, which is the same or a coarser one.
 */
public final class Ground {

  private static final double ARC_SECOND = 1 / 3600.0;
  private static final double MARGIN = 0.02;
  private static final long MOST_DEM_CELLS = 16_000_000;

  /** So that turbulence needs no transform larger than 1024 x 1024. */
  private static final int LONGEST_TRUTH_SIDE = 819;

  private final SceneSettings settings;
  private final MapGrid demGrid;
  private final FloatGrid dem;
  private final MapGrid truthGrid;
  private final GroundCover[] cover;
  private final FloatGrid losVelocity;
  private final FloatGrid seasonal;
  private final List<FloatGrid> delays = new ArrayList<>();
  private final FloatGrid[] losUnit = new FloatGrid[3];
  private final FloatGrid signalPower;

  Ground(SceneSettings settings, SceneFrame frame) {
    this.settings = settings;
    double[] box = box(settings, frame);
    int posting = 1;
    while (cells(box, posting * ARC_SECOND) > MOST_DEM_CELLS) {
      posting++;
    }
    demGrid = grid(box, posting * ARC_SECOND);
    int factor = coarsening(1);
    truthGrid = factor == 1 ? demGrid : coarser(factor);
    MapGrid reliefGrid = coarser(coarsening(4));
    FloatGrid relief =
        Turbulence.field(
            reliefGrid.rows(),
            reliefGrid.columns(),
            -3,
            1,
            Seeds.source(settings.seed(), "relief"));
    float[] sorted = relief.values().clone();
    Arrays.sort(sorted);
    // The lowest twentieth is under water.
    float shore = sorted[sorted.length / 20];
    float summit = sorted[sorted.length - 1];
    Surface rough = new Surface(reliefGrid, relief);
    dem = new FloatGrid(demGrid.rows(), demGrid.columns());
    for (int r = 0; r < demGrid.rows(); r++) {
      for (int c = 0; c < demGrid.columns(); c++) {
        rough.at(demGrid.x(c), demGrid.y(r));
        double share = Math.max(0, Math.min(1, (rough.value() - shore) / (summit - shore)));
        // Lowlands are flatter than mountains.
        dem.set(r, c, (float) (settings.groundLevel() + settings.relief() * share * share));
      }
    }
    cover = drawCover(rough, shore, summit);
    for (int k = 0; k < 3; k++) {
      losUnit[k] = new FloatGrid(truthGrid.rows(), truthGrid.columns());
    }
    losVelocity = new FloatGrid(truthGrid.rows(), truthGrid.columns());
    seasonal = new FloatGrid(truthGrid.rows(), truthGrid.columns());
    signalPower = new FloatGrid(truthGrid.rows(), truthGrid.columns());
    look(frame);
    move();
    blow();
  }

  private static double[] box(SceneSettings settings, SceneFrame frame) {
    double[] box = {360, 360, -360, -360};
    GroundPoint point = frame.ground();
    for (SubSwath swath : settings.subSwaths()) {
      for (int corner = 0; corner < 8; corner++) {
        boolean last = (corner & 1) != 0;
        int burst = last ? settings.bursts() - 1 : 0;
        double time = frame.time(swath, burst, last ? swath.lines() - 1 : 0);
        double range = frame.range(swath, (corner & 2) != 0 ? settings.samples(swath) - 1 : 0);
        double height = settings.groundLevel() + ((corner & 4) != 0 ? settings.relief() : 0);
        point.solve(time, range, height);
        double x = Math.toDegrees(point.longitude());
        double y = Math.toDegrees(point.latitude());
        box[0] = Math.min(box[0], x);
        box[1] = Math.min(box[1], y);
        box[2] = Math.max(box[2], x);
        box[3] = Math.max(box[3], y);
      }
    }
    return new double[] {box[0] - MARGIN, box[1] - MARGIN, box[2] + MARGIN, box[3] + MARGIN};
  }

  private static double cells(double[] box, double spacing) {
    return (box[2] - box[0]) / spacing * ((box[3] - box[1]) / spacing);
  }

  private static MapGrid grid(double[] box, double spacing) {
    double west = Math.floor(box[0] / spacing);
    double north = Math.ceil(box[3] / spacing);
    int columns = (int) (Math.ceil(box[2] / spacing) - west);
    int rows = (int) (north - Math.floor(box[1] / spacing));
    return new MapGrid(
        "EPSG:4326", west * spacing, north * spacing, spacing, spacing, rows, columns);
  }

  private int coarsening(int atLeast) {
    int longest = Math.max(demGrid.rows(), demGrid.columns());
    return Math.max(atLeast, (longest + LONGEST_TRUTH_SIDE - 1) / LONGEST_TRUTH_SIDE);
  }

  private MapGrid coarser(int factor) {
    return new MapGrid(
        demGrid.crs(),
        demGrid.west(),
        demGrid.north(),
        demGrid.spacingX() * factor,
        demGrid.spacingY() * factor,
        (demGrid.rows() + factor - 1) / factor,
        (demGrid.columns() + factor - 1) / factor);
  }

  private GroundCover[] drawCover(Surface rough, float shore, float summit) {
    int rows = truthGrid.rows();
    int columns = truthGrid.columns();
    FloatGrid patches =
        Turbulence.field(rows, columns, -2.4, 1, Seeds.source(settings.seed(), "cover"));
    GroundCover[] kinds = new GroundCover[rows * columns];
    double[] offset = new double[2];
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < columns; c++) {
        rough.at(truthGrid.x(c), truthGrid.y(r));
        double share = (rough.value() - shore) / (summit - shore);
        fromMiddle(truthGrid.x(c), truthGrid.y(r), offset);
        double patch = patches.get(r, c);
        double town = Math.hypot(offset[0], offset[1]) / (2 * settings.radius()) - 0.5 * patch;
        GroundCover kind = GroundCover.FIELDS;
        if (share <= 0) {
          kind = GroundCover.LAKE;
        } else if (town < 1 || patch > 1.7) {
          kind = GroundCover.CITY;
        } else if (share > 0.55 || patch < -1) {
          kind = GroundCover.FOREST;
        }
        kinds[r * columns + c] = kind;
      }
    }
    return kinds;
  }

  /** Metres east and north of the middle of the ground. */
  private void fromMiddle(double longitude, double latitude, double[] offset) {
    double middleX = (truthGrid.west() + truthGrid.east()) / 2;
    double middleY = (truthGrid.north() + truthGrid.south()) / 2;
    offset[0] = (longitude - middleX) * metresPerDegreeEast(middleY);
    offset[1] = (latitude - middleY) * metresPerDegreeNorth(middleY);
  }

  private double x(int cell) {
    return truthGrid.x(cell % truthGrid.columns());
  }

  private double y(int cell) {
    int row = cell / truthGrid.columns();
    return truthGrid.y(row);
  }

  static double metresPerDegreeEast(double latitude) {
    double radians = Math.toRadians(latitude);
    double sine = StrictMath.sin(radians);
    double normal =
        Ellipsoid.SEMI_MAJOR / Math.sqrt(1 - Ellipsoid.ECCENTRICITY_SQUARED * sine * sine);
    return Math.toRadians(normal * StrictMath.cos(radians));
  }

  static double metresPerDegreeNorth(double latitude) {
    double sine = StrictMath.sin(Math.toRadians(latitude));
    double w = 1 - Ellipsoid.ECCENTRICITY_SQUARED * sine * sine;
    return Math.toRadians(
        Ellipsoid.SEMI_MAJOR * (1 - Ellipsoid.ECCENTRICITY_SQUARED) / (w * Math.sqrt(w)));
  }

  private void look(SceneFrame frame) {
    Surface height = new Surface(demGrid, dem);
    double middle = frame.time(SubSwath.IW2, settings.bursts() / 2, 0);
    Track track = new Track(frame.orbit(), middle, 5 + 3 * settings.bursts());
    double[] point = new double[3];
    double[] state = new double[6];
    double[] unit = new double[3];
    for (int r = 0; r < truthGrid.rows(); r++) {
      for (int c = 0; c < truthGrid.columns(); c++) {
        double x = truthGrid.x(c);
        double y = truthGrid.y(r);
        height.at(x, y);
        Ellipsoid.toCartesian(Math.toRadians(x), Math.toRadians(y), height.value(), point);
        track.solve(point[0], point[1], point[2], middle);
        frame.orbit().state(track.time(), state);
        LookVector.toSatellite(Math.toRadians(x), Math.toRadians(y), point, state, unit);
        for (int k = 0; k < 3; k++) {
          losUnit[k].set(r, c, (float) unit[k]);
        }
        double eastSlope = height.eastSlope() / metresPerDegreeEast(y);
        double northSlope = height.northSlope() / metresPerDegreeNorth(y);
        double amplitude =
            Brightness.AMPLITUDE
                * cover[r * truthGrid.columns() + c].brightness()
                * Brightness.ofScatterer(eastSlope, northSlope, unit[0], unit[1], unit[2]);
        double crowding = Brightness.crowding(eastSlope, northSlope, unit[0], unit[1], unit[2]);
        signalPower.set(r, c, (float) (amplitude * amplitude * crowding));
      }
    }
  }

  private void move() {
    double[] offset = new double[2];
    double[] vector = new double[3];
    float[] velocity = losVelocity.values();
    float largest = 0;
    for (int i = 0; i < velocity.length; i++) {
      double x = x(i);
      double y = y(i);
      fromMiddle(x, y, offset);
      settings.motion().displacement(offset[0], offset[1], settings.radius(), vector);
      double towards = 0;
      for (int k = 0; k < 3; k++) {
        towards += vector[k] * losUnit[k].values()[i];
      }
      velocity[i] = (float) towards;
      largest = Math.max(largest, Math.abs(velocity[i]));
      boolean plain = cover[i] == GroundCover.FIELDS || cover[i] == GroundCover.CITY;
      seasonal.values()[i] = plain ? (float) settings.seasonal() : 0;
    }
    for (int i = 0; i < velocity.length; i++) {
      velocity[i] = largest == 0 ? 0 : (float) (velocity[i] / largest * settings.rate());
    }
  }

  private void blow() {
    Surface height = new Surface(demGrid, dem);
    Random stratified = Seeds.source(settings.seed(), "stratified");
    for (int d = 0; d < settings.dates(); d++) {
      double rms = d == settings.badDate() ? settings.badDateAtmosphere() : settings.atmosphere();
      double perKilometre = settings.stratification() * stratified.nextGaussian();
      FloatGrid delay =
          Turbulence.field(
              truthGrid.rows(),
              truthGrid.columns(),
              -8.0 / 3,
              rms,
              Seeds.source(settings.seed(), "delay " + d));
      for (int i = 0; i < delay.values().length; i++) {
        height.at(x(i), y(i));
        delay.values()[i] +=
            (float) (perKilometre * (height.value() - settings.groundLevel()) / 1000);
      }
      delays.add(delay);
    }
  }

  /** Where the DEM lies. */
  public MapGrid demGrid() {
    return demGrid;
  }

  /** Metres above the ellipsoid; between cell centres the ground follows cubic convolution. */
  public FloatGrid dem() {
    return dem;
  }

  /** Where all other layers lie. */
  public MapGrid truthGrid() {
    return truthGrid;
  }

  /** Kind of ground of each cell, row-major; not to be modified. */
  GroundCover[] cover() {
    return cover;
  }

  /** Kind of ground of each cell as its number in {@link GroundCover}. */
  public FloatGrid coverNumbers() {
    FloatGrid numbers = new FloatGrid(truthGrid.rows(), truthGrid.columns());
    for (int i = 0; i < cover.length; i++) {
      numbers.values()[i] = cover[i].code();
    }
    return numbers;
  }

  /** mm/yr along the line of sight, positive towards the satellite. */
  public FloatGrid losVelocity() {
    return losVelocity;
  }

  /** Amplitude in mm along the line of sight of the yearly rise and fall. */
  public FloatGrid seasonal() {
    return seasonal;
  }

  /** Metres of extra path of each date, positive where longer; linear between cell centres. */
  public List<FloatGrid> delays() {
    return List.copyOf(delays);
  }

  /** East, north or up part (0, 1, 2) of the unit vector from the ground to the satellite. */
  public FloatGrid losUnit(int part) {
    return losUnit[part];
  }

  /** Mean square amplitude in counts that the image shows, noise left out. */
  FloatGrid signalPower() {
    return signalPower;
  }

  /** Years from the first date: velocity times this is the steady displacement. */
  public double years(int date) {
    return date * settings.intervalDays() / 365.25;
  }

  /** What the seasonal amplitude is multiplied with at a date; 0 at the first. */
  public double season(int date) {
    double now = 2 * Math.PI * (settings.firstDate().getDayOfYear() / 365.25 + years(date));
    double first = 2 * Math.PI * (settings.firstDate().getDayOfYear() / 365.25);
    return StrictMath.sin(now) - StrictMath.sin(first);
  }
}
