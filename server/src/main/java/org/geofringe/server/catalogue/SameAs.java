package org.geofringe.server.catalogue;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says that a component of a chain's parameters record is described where the stage it is handed to
 * describes it. What is given here takes the place of the stage's own words.
 */
@Target(ElementType.RECORD_COMPONENT)
@Retention(RetentionPolicy.RUNTIME)
public @interface SameAs {

  /** The stage's parameters record. */
  Class<? extends Record> value();

  /** Name of the component there; empty where it is the same. */
  String component() default "";

  String label() default "";

  String help() default "";

  /** Of a parameter: may be left out though the stage needs it. */
  boolean optional() default false;

  /** Of a parameter: what a chain rarely has to be told, though the stage asks for it first. */
  boolean advanced() default false;

  /** Of a product: the folder output that it is written into. */
  String inside() default "";

  /** Of a product. */
  String fileName() default "";

  /** Of a product: position in the layer tree; negative for the stage's own. */
  int order() default -1;
}
