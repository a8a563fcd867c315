package org.geofringe.server.catalogue;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Describes a component of a parameters record that the user gives. The name shown is the
 * component's in upper case: {@code minCoherence} is {@code MIN_COHERENCE}.
 */
@Target(ElementType.RECORD_COMPONENT)
@Retention(RetentionPolicy.RUNTIME)
public @interface Input {

  String label();

  String help();

  /** Needed where the Java type does not tell: paths. */
  ParameterKind kind() default ParameterKind.FROM_TYPE;

  /** As text; empty means that the user must give a value, or null where {@link #optional()}. */
  String byDefault() default "";

  boolean optional() default false;

  boolean advanced() default false;

  double minimum() default Double.NEGATIVE_INFINITY;

  double maximum() default Double.POSITIVE_INFINITY;

  String unit() default "";
}
