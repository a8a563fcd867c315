package org.geofringe.server.scenes;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import org.geofringe.orbit.StateVector;
import org.geofringe.simulation.scene.ScenePass;

/** A precise orbit of a day, as the file that ESA publishes three weeks later. */
record PreciseOrbit(String name, String text) {

  private static final int INTERVAL = 10;
  private static final Duration LENGTH = Duration.ofHours(26);

  /** TAI was 37 s ahead of UTC from 2017 on. */
  private static final int LEAP_SECONDS = 37;

  static PreciseOrbit of(ScenePass pass) {
    Instant start =
        pass.date()
            .atStartOfDay()
            .toInstant(ZoneOffset.UTC)
            .minus(1, ChronoUnit.HOURS)
            .minusSeconds(18);
    Instant stop = start.plus(LENGTH);
    Instant made = start.plus(Duration.ofDays(20)).plusSeconds(13 * 3600 + 8 * 60 + 36);
    String name =
        "%s_OPER_AUX_POEORB_OPOD_%s_V%s_%s"
            .formatted(
                SceneNames.mission(pass),
                SceneNames.compact(made),
                SceneNames.compact(start),
                SceneNames.compact(stop));
    XmlText xml = new XmlText();
    xml.open("Earth_Explorer_File").open("Earth_Explorer_Header").open("Fixed_Header");
    xml.leaf("File_Name", name)
        .leaf("File_Description", "Precise Orbit Ephemerides (POE) Orbit File")
        .leaf("Notes", "Simulated")
        .leaf("Mission", "Sentinel-1" + pass.platform())
        .leaf("File_Class", "OPER")
        .leaf("File_Type", "AUX_POEORB");
    xml.open("Validity_Period")
        .leaf("Validity_Start", "UTC=" + seconds(start))
        .leaf("Validity_Stop", "UTC=" + seconds(stop))
        .close();
    xml.leaf("File_Version", "0001");
    xml.open("Source")
        .leaf("System", "OPOD")
        .leaf("Creator", "OPOD")
        .leaf("Creator_Version", "0.0")
        .leaf("Creation_Date", "UTC=" + seconds(made))
        .close();
    xml.close();
    xml.open("Variable_Header")
        .leaf("Ref_Frame", "EARTH_FIXED")
        .leaf("Time_Reference", "UTC")
        .close();
    xml.close();
    int count = (int) (LENGTH.toSeconds() / INTERVAL) + 1;
    List<StateVector> vectors =
        pass.orbit().vectors(pass.node(), start, INTERVAL, count, pass.azimuthErrorSeconds());
    xml.open("Data_Block", "type", "xml").open("List_of_OSVs", "count", Integer.toString(count));
    for (StateVector v : vectors) {
      xml.open("OSV")
          .leaf("TAI", "TAI=" + SceneNames.time(v.time().plusSeconds(LEAP_SECONDS)))
          .leaf("UTC", "UTC=" + SceneNames.time(v.time()))
          .leaf("UT1", "UT1=" + SceneNames.time(v.time()))
          .leaf("Absolute_Orbit", "%+06d".formatted(pass.absoluteOrbit()))
          .leaf("X", signed(v.x()), "unit", "m")
          .leaf("Y", signed(v.y()), "unit", "m")
          .leaf("Z", signed(v.z()), "unit", "m")
          .leaf("VX", signed(v.vx()), "unit", "m/s")
          .leaf("VY", signed(v.vy()), "unit", "m/s")
          .leaf("VZ", signed(v.vz()), "unit", "m/s")
          .leaf("Quality", "NOMINAL")
          .close();
    }
    xml.close().close().close();
    return new PreciseOrbit(name + ".EOF", xml.toString());
  }

  private static String signed(double value) {
    return String.format(Locale.ROOT, "%.6f", value);
  }

  private static String seconds(Instant instant) {
    return SceneNames.time(instant).substring(0, 19);
  }
}
