package org.geofringe.server.scenes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import org.geofringe.simulation.scene.GroundCover;
import org.geofringe.simulation.scene.Scene;
import org.geofringe.simulation.scene.ScenePass;
import org.geofringe.simulation.scene.SceneSettings;

/** The settings of a scene and the model behind its layers, as a JSON object. */
final class SceneJson {

  private SceneJson() {}

  static String of(Scene scene) {
    SceneSettings settings = scene.settings();
    ObjectMapper mapper = new ObjectMapper();
    ObjectNode json = mapper.createObjectNode();
    ObjectNode given = json.putObject("settings");
    given.put("dates", settings.dates());
    given.put("interval_days", settings.intervalDays());
    settings.subSwaths().forEach(s -> given.withArray("swaths").add(s.name()));
    given.put("bursts", settings.bursts());
    given.put("samples", settings.samples());
    given.put("seed", settings.seed());
    given.put("baseline_spread_m", settings.baselineSpread());
    given.put("burst_jitter_s", settings.burstDelay());
    given.put("orbit_delay_s", settings.passDelay());
    given.put("azimuth_error_s", settings.azimuthError());
    given.put("motion", settings.motion().name().toLowerCase(Locale.ROOT));
    given.put("rate_mm_per_year", settings.rate());
    given.put("radius_m", settings.radius());
    given.put("seasonal_mm", settings.seasonal());
    given.put("atmosphere_m", settings.atmosphere());
    given.put("stratification_m_per_km", settings.stratification());
    given.put("relief_m", settings.relief());
    ArrayNode dates = json.putArray("dates");
    ArrayNode season = json.putArray("season_factor");
    for (ScenePass pass : scene.passes()) {
      dates.add(pass.id());
      season.add(scene.ground().season(pass.index()));
    }
    SceneFiles.names(scene, false).forEach(name -> json.withArray("products").add(name));
    if (settings.badDate() >= 0) {
      json.put("bad_date", scene.passes().get(settings.badDate()).id());
    }
    json.put("wavelength_m", Scene.WAVELENGTH);
    json.put("relative_orbit", scene.frame().relativeOrbit());
    ObjectNode classes = json.putObject("classes");
    for (GroundCover kind : GroundCover.values()) {
      classes.put(Integer.toString(kind.code()), kind.name().toLowerCase(Locale.ROOT));
      json.withArray("lasting").add(kind.lasting());
      json.withArray("fading").add(kind.fading());
      json.withArray("time_constant_days").add(kind.decayDays());
    }
    json.put(
        "coherence_model",
        "(lasting + fading * exp(-days / time_constant)) * signal / (signal + noise)");
    json.put(
        "displacement_model",
        "los_velocity * days / 365.25 + seasonal * season_factor, mm towards the satellite");
    try {
      return mapper.writerWithDefaultPrettyPrinter().writeValueAsString(json) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
