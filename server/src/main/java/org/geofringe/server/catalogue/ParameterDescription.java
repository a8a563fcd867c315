package org.geofringe.server.catalogue;

import java.util.List;

/**
 * One input of an algorithm, as clients see it.
 *
 * @param name upper case
 * @param label what a dialog shows
 * @param help one or two sentences
 * @param kind what the value is
 * @param optional whether it may be left out
 * @param advanced whether it belongs to the advanced part of a dialog
 * @param byDefault value as text, or empty
 * @param minimum least number allowed; negative infinity for none
 * @param maximum greatest number allowed; positive infinity for none
 * @param unit of a number, or empty
 * @param choices values and labels of a choice
 */
public record ParameterDescription(
    String name,
    String label,
    String help,
    ParameterKind kind,
    boolean optional,
    boolean advanced,
    String byDefault,
    double minimum,
    double maximum,
    String unit,
    List<ChoiceDescription> choices) {

  /** One value of a choice. */
  public record ChoiceDescription(String value, String label) {}
}
