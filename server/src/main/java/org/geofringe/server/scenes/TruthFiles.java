package org.geofringe.server.scenes;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.geofringe.grid.FloatGrid;
import org.geofringe.grid.MapGrid;
import org.geofringe.server.file.AtomicFiles;
import org.geofringe.server.raster.GeoTiffWriter;
import org.geofringe.server.raster.ProductSpec;
import org.geofringe.server.raster.SampleType;
import org.geofringe.simulation.scene.Ground;
import org.geofringe.simulation.scene.PassGeometry;
import org.geofringe.simulation.scene.Reflector;
import org.geofringe.simulation.scene.Scene;
import org.geofringe.simulation.scene.ScenePass;
import org.geofringe.simulation.scene.SubSwath;

/** Writes what is true of scenes: layers over the ground, and tables. */
public final class TruthFiles {

  private TruthFiles() {}

  /** Writes the terrain: metres above the ellipsoid. */
  public static void writeTerrain(Path file, Scene scene) {
    write(file, scene.ground().demGrid(), scene.ground().dem(), "Height", "m");
  }

  /** Writes layers and tables into a folder that is there. */
  public static void write(Path folder, Scene scene) {
    Ground ground = scene.ground();
    MapGrid grid = ground.truthGrid();
    write(
        folder.resolve("los_velocity_mm_per_year.tif"),
        grid,
        ground.losVelocity(),
        "True velocity",
        "mm/yr");
    write(folder.resolve("seasonal_mm.tif"), grid, ground.seasonal(), "Seasonal amplitude", "mm");
    write(folder.resolve("land_cover.tif"), grid, ground.coverNumbers(), "Land cover", "");
    String[] parts = {"east", "north", "up"};
    for (int k = 0; k < 3; k++) {
      write(
          folder.resolve("los_unit_" + parts[k] + ".tif"),
          grid,
          ground.losUnit(k),
          "Unit vector to the satellite, " + parts[k],
          "");
    }
    for (ScenePass pass : scene.passes()) {
      FloatGrid delay = ground.delays().get(pass.index()).copy();
      for (int i = 0; i < delay.values().length; i++) {
        delay.values()[i] *= 1000;
      }
      write(folder.resolve("delay_" + pass.id() + "_mm.tif"), grid, delay, "True delay", "mm");
    }
    for (int apart = 1; apart < scene.settings().dates(); apart++) {
      int days = apart * scene.settings().intervalDays();
      write(
          folder.resolve("coherence_" + days + "_days.tif"),
          grid,
          scene.coherence(days),
          "True coherence",
          "");
    }
    AtomicFiles.writeString(folder.resolve("targets.csv"), targets(scene));
    AtomicFiles.writeString(folder.resolve("baselines.csv"), baselines(scene));
    AtomicFiles.writeString(folder.resolve("scene.json"), SceneJson.of(scene));
  }

  private static void write(Path file, MapGrid grid, FloatGrid values, String title, String unit) {
    try (GeoTiffWriter writer =
        GeoTiffWriter.create(
            file,
            grid,
            new ProductSpec(
                SampleType.FLOAT32,
                Double.NaN,
                List.of(new ProductSpec.Band(title, unit)),
                Map.of()))) {
      writer.write(0, 0, grid.rows(), values.values(), 0);
      writer.finish();
    }
  }

  private static String targets(Scene scene) {
    StringBuilder csv =
        new StringBuilder(
            "name,lon_deg,lat_deg,height_m,date,zero_doppler_utc,slant_range_m,extra_path_m,"
                + "swath,burst,line_in_burst,line_in_image,pixel\n");
    for (ScenePass pass : scene.passes()) {
      for (Reflector.Sighting s : scene.sightings(pass)) {
        Reflector target = s.reflector();
        csv.append(
            String.format(
                Locale.ROOT,
                "%s,%.9f,%.9f,%.4f,%s,%s,%.5f,%.6f,%s,%d,%.5f,%.5f,%.5f%n",
                target.name(),
                target.longitude(),
                target.latitude(),
                target.height(),
                pass.id(),
                SceneNames.time(pass.node().plusNanos(Math.round(s.time() * 1e6) * 1000)),
                s.range(),
                s.extraPath(),
                s.swath().name().toLowerCase(Locale.ROOT),
                s.burst(),
                s.line(),
                s.burst() * s.swath().lines() + s.line(),
                s.sample()));
      }
    }
    return csv.toString();
  }

  private static String baselines(Scene scene) {
    StringBuilder csv =
        new StringBuilder(
            "date,days,perpendicular_m,parallel_m,range_change_m,orbit_delay_s,burst_jitter_s,"
                + "dc_offset_hz,delay_rms_mm,azimuth_error_s,azimuth_error_lines\n");
    PassGeometry geometry = new PassGeometry(scene);
    for (ScenePass pass : scene.passes()) {
      geometry.at(pass);
      boolean bad = pass.index() == scene.settings().badDate();
      double rms = bad ? scene.settings().badDateAtmosphere() : scene.settings().atmosphere();
      csv.append(
          String.format(
              Locale.ROOT,
              "%s,%d,%.3f,%.3f,%.3f,%.6f,%.6f,%.3f,%.2f,%.9f,%.6f%n",
              pass.id(),
              pass.index() * scene.settings().intervalDays(),
              geometry.perpendicular(),
              geometry.parallel(),
              geometry.rangeChange(),
              pass.delaySeconds(),
              pass.burstDelaySeconds(),
              pass.dopplerOffset(),
              rms * 1000,
              pass.azimuthErrorSeconds(),
              pass.azimuthErrorSeconds() / SubSwath.LINE_INTERVAL));
    }
    return csv.toString();
  }
}
