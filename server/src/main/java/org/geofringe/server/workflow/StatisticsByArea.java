package org.geofringe.server.workflow;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.geofringe.grid.MapGrid;
import org.geofringe.grid.Window;
import org.geofringe.server.catalogue.Algorithm;
import org.geofringe.server.catalogue.Input;
import org.geofringe.server.catalogue.LayerPath;
import org.geofringe.server.catalogue.Output;
import org.geofringe.server.catalogue.OutputKind;
import org.geofringe.server.catalogue.ParameterKind;
import org.geofringe.server.export.DataRange;
import org.geofringe.server.export.StyleWriter;
import org.geofringe.server.inspect.ZoneFigures;
import org.geofringe.server.raster.GeoTiffReader;
import org.geofringe.server.run.RunContext;
import org.geofringe.server.run.UserException;
import org.geofringe.server.tile.Bands;
import org.geofringe.server.vector.Feature;
import org.geofringe.server.vector.Feature.Shape;
import org.geofringe.server.vector.FeatureLayer;
import org.geofringe.server.vector.GeoPackagePolygons;
import org.geofringe.server.vector.GeoPackageZones;
import org.geofringe.server.vector.PolygonZones;
import org.jspecify.annotations.Nullable;

/** Velocity and its errors within areas, such as geological units. */
@Algorithm(
    id = "statistics_by_area",
    group = "Plots and exports",
    label = "Statistics by area",
    summary = "Summarises velocity and its errors within polygons, such as geological units.")
public final class StatisticsByArea implements Workflow<StatisticsByArea.Parameters> {

  /** What to summarise and where, and where the products go. */
  public record Parameters(
      @Input(
              label = "Areas",
              help = "A layer of polygons, such as a geological map; in any reference system.",
              kind = ParameterKind.LAYER)
          String areas,
      @Input(
              label = "Field with names",
              help =
                  "Polygons with the same text in this field are summarised together. Empty: each polygon by itself.",
              optional = true)
          String nameField,
      @Input(
              label = "Velocity",
              help = "A raster of velocities in mm/yr; another raster of one band will do too.",
              kind = ParameterKind.RASTER)
          Path velocity,
      @Input(
              label = "Standard error",
              help = "Of the velocity, for its mean within each area.",
              kind = ParameterKind.RASTER,
              optional = true)
          @Nullable Path velocityStd,
      @Input(
              label = "Closure error",
              help = "As Triplet closure makes it, for its mean within each area.",
              kind = ParameterKind.RASTER,
              optional = true)
          @Nullable Path closureRms,
      @Input(
              label = "Temporal coherence",
              help = "For its mean within each area.",
              kind = ParameterKind.RASTER,
              optional = true)
          @Nullable Path temporalCoherence,
      @Input(
              label = "Least temporal coherence",
              help =
                  "Cells below do not count; needs the temporal coherence. 0 counts all cells with a velocity.",
              byDefault = "0",
              minimum = 0,
              maximum = 1)
          double minTemporalCoherence,
      @Output(
              label = "Velocity by area",
              help = "The polygons with their figures, coloured by mean velocity.",
              kind = OutputKind.VECTOR,
              style = "velocity_by_unit",
              group = "Velocity",
              order = 9,
              unit = "mm/yr",
              fileName = "velocity_by_area.gpkg")
          Path polygons,
      @Output(
              label = "Table by area",
              help = "The same figures as CSV.",
              kind = OutputKind.TABLE,
              group = "Velocity",
              order = 61,
              fileName = "velocity_by_area.csv")
          Path table) {}

  private static final List<GeoPackagePolygons.Field> FIELDS =
      List.of(
          new GeoPackagePolygons.Field("name", GeoPackagePolygons.Type.TEXT),
          new GeoPackagePolygons.Field("cells", GeoPackagePolygons.Type.INTEGER),
          new GeoPackagePolygons.Field("share_with_data", GeoPackagePolygons.Type.DOUBLE),
          new GeoPackagePolygons.Field("velocity_mean", GeoPackagePolygons.Type.DOUBLE),
          new GeoPackagePolygons.Field("velocity_median", GeoPackagePolygons.Type.DOUBLE),
          new GeoPackagePolygons.Field("velocity_std", GeoPackagePolygons.Type.DOUBLE),
          new GeoPackagePolygons.Field("velocity_p5", GeoPackagePolygons.Type.DOUBLE),
          new GeoPackagePolygons.Field("velocity_p95", GeoPackagePolygons.Type.DOUBLE),
          new GeoPackagePolygons.Field("standard_error_mean", GeoPackagePolygons.Type.DOUBLE),
          new GeoPackagePolygons.Field("closure_rms_mean", GeoPackagePolygons.Type.DOUBLE),
          new GeoPackagePolygons.Field("temporal_coherence_mean", GeoPackagePolygons.Type.DOUBLE));

  /** Figures of one area. */
  private static final class Area {
    final ZoneFigures velocity = new ZoneFigures();
    final ZoneFigures standardError = new ZoneFigures();
    final ZoneFigures closure = new ZoneFigures();
    final ZoneFigures coherence = new ZoneFigures();
  }

  /** One band of cells in areas: which area and, of each raster, which value. */
  private record Part(
      int[] areas,
      int[] cells,
      float[] velocity,
      float @Nullable [] standardError,
      float @Nullable [] closure,
      float @Nullable [] coherence) {}

  @Override
  public Class<Parameters> parametersType() {
    return Parameters.class;
  }

  @Override
  public Result run(Parameters parameters, RunContext context) throws IOException {
    if (parameters.minTemporalCoherence > 0 && parameters.temporalCoherence == null) {
      throw new UserException(
          "MIN_TEMPORAL_COHERENCE needs the raster TEMPORAL_COHERENCE. Give it, or leave both out.");
    }
    context.progress(0, "Reading the areas");
    LayerPath path = LayerPath.parse(parameters.areas);
    FeatureLayer layer =
        FeatureLayer.read(Path.of(path.file()), path.name(), Shape.POLYGON, parameters.nameField);
    PolygonZones zones;
    List<Area> areas = new ArrayList<>();
    try (GeoTiffReader velocity = GeoTiffReader.open(parameters.velocity)) {
      MapGrid grid = velocity.grid();
      zones = PolygonZones.of(layer, !parameters.nameField.isEmpty(), grid);
      if (zones.isEmpty()) {
        throw new UserException(
            "No area covers a cell of "
                + parameters.velocity
                + ": the layer lies elsewhere. Check its coordinate reference system.");
      }
      zones.zones().forEach(zone -> areas.add(new Area()));
      summarise(parameters, velocity, zones, areas, context.part(0.1, 0.95));
    }
    Folders.makeFor(parameters.polygons, parameters.table);
    return write(parameters, zones, areas);
  }

  private static void summarise(
      Parameters parameters,
      GeoTiffReader velocity,
      PolygonZones zones,
      List<Area> areas,
      RunContext context)
      throws IOException {
    MapGrid grid = velocity.grid();
    GeoTiffReader standardError = null;
    GeoTiffReader closure = null;
    GeoTiffReader coherence = null;
    try {
      standardError = SameGrid.open("VELOCITY_STD", parameters.velocityStd, grid);
      closure = SameGrid.open("CLOSURE_RMS", parameters.closureRms, grid);
      coherence = SameGrid.open("TEMPORAL_COHERENCE", parameters.temporalCoherence, grid);
      GeoTiffReader errors = standardError;
      GeoTiffReader closures = closure;
      GeoTiffReader coherences = coherence;
      Bands.run(
          grid,
          8L * Float.BYTES,
          context,
          "Summarising",
          band -> {
            int[][] members = members(zones, band);
            float[] values = new float[band.cells()];
            velocity.read(0, band, values, 0);
            return new Part(
                members[0],
                members[1],
                values,
                SameGrid.read(errors, band),
                SameGrid.read(closures, band),
                SameGrid.read(coherences, band));
          },
          (band, part) -> add(part, areas, parameters.minTemporalCoherence));
    } finally {
      SameGrid.close(standardError);
      SameGrid.close(closure);
      SameGrid.close(coherence);
    }
  }

  /** Areas and cells of a band, in the order of areas. */
  private static int[][] members(PolygonZones zones, Window band) {
    int[] count = new int[1];
    zones.forEachCell(band, (zone, cell) -> count[0]++);
    int[][] members = new int[2][count[0]];
    int[] next = new int[1];
    zones.forEachCell(
        band,
        (zone, cell) -> {
          members[0][next[0]] = zone;
          members[1][next[0]++] = cell;
        });
    return members;
  }

  private static void add(Part part, List<Area> areas, double minCoherence) {
    for (int i = 0; i < part.areas.length; i++) {
      Area area = areas.get(part.areas[i]);
      int cell = part.cells[i];
      boolean counts = part.coherence == null || !(part.coherence[cell] < minCoherence);
      float velocity = counts ? part.velocity[cell] : Float.NaN;
      area.velocity.add(velocity);
      if (!Float.isNaN(velocity)) {
        add(area.standardError, part.standardError, cell);
        add(area.closure, part.closure, cell);
        add(area.coherence, part.coherence, cell);
      }
    }
  }

  private static void add(ZoneFigures figures, float @Nullable [] values, int cell) {
    if (values != null) {
      figures.add(values[cell]);
    }
  }

  private static Result write(Parameters parameters, PolygonZones zones, List<Area> areas)
      throws IOException {
    List<List<Object>> rows = new ArrayList<>();
    CsvTable table =
        new CsvTable(FIELDS.stream().map(GeoPackagePolygons.Field::name).toArray(String[]::new));
    List<Map<String, Object>> figures = new ArrayList<>();
    List<Feature> features = zones.zones();
    float[] means = new float[areas.size()];
    int empty = 0;
    for (int i = 0; i < areas.size(); i++) {
      Area area = areas.get(i);
      ZoneFigures velocity = area.velocity;
      String name =
          parameters.nameField.isEmpty() ? Integer.toString(i + 1) : features.get(i).name();
      List<Object> row =
          List.of(
              name,
              velocity.count(),
              velocity.share(),
              velocity.mean(),
              velocity.percentile(50),
              velocity.deviation(),
              velocity.percentile(5),
              velocity.percentile(95),
              area.standardError.mean(),
              area.closure.mean(),
              area.coherence.mean());
      rows.add(row);
      table.row(row.toArray());
      means[i] = (float) velocity.mean();
      empty += velocity.count() == 0 ? 1 : 0;
      Map<String, Object> figure = new LinkedHashMap<>();
      figure.put("name", name);
      figure.put("cells", velocity.count());
      figure.put("velocity_mean", velocity.mean());
      figures.add(figure);
    }
    GeoPackageZones.write(
        parameters.polygons,
        zones.crs(),
        "Line-of-sight velocity (mm/yr) by area, positive towards the satellite",
        FIELDS,
        features,
        rows);
    StyleWriter.write("velocity_by_unit", parameters.polygons, DataRange.of(means), 1);
    table.write(parameters.table);
    String description =
        "Velocity in mm/yr within each area, positive towards the satellite; velocity_std is the scatter over its cells, standard_error_mean the mean error of a cell.";
    Optional<Map<String, Object>> fastest =
        figures.stream()
            .filter(figure -> speed(figure) >= 0)
            .max(Comparator.comparingDouble(StatisticsByArea::speed));
    Result result =
        new Result()
            .product("POLYGONS", new Product(parameters.polygons, "Velocity by area", description))
            .product("TABLE", new Product(parameters.table, "Velocity by area", description))
            .metric("areas", areas.size())
            .metric("areas_without_data", empty);
    fastest.ifPresent(figure -> result.metric("fastest", figure));
    return result;
  }

  /** Mean speed of an area, mm/yr; negative where it has none. */
  private static double speed(Map<String, Object> figure) {
    return figure.get("velocity_mean") instanceof Double mean && !Double.isNaN(mean)
        ? Math.abs(mean)
        : -1;
  }
}
