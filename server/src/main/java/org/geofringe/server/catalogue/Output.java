package org.geofringe.server.catalogue;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Describes a component of a parameters record that is the path of a product. */
@Target(ElementType.RECORD_COMPONENT)
@Retention(RetentionPolicy.RUNTIME)
public @interface Output {

  String label();

  String help();

  OutputKind kind();

  /** Made only when a path is given; the component is null otherwise. */
  boolean optional() default false;

  /** Name of the style in {@code styles/}; empty for none. */
  String style() default "";

  /** Group of the layer tree. */
  String group() default "";

  /** Position in the layer tree, smallest on top. */
  int order() default 0;

  String unit() default "";

  /**
   * Name of the folder output that the product is written into; such a product has no path of its
   * own to choose.
   */
  String inside() default "";

  /** File name, with its ending, where the user gives no path. */
  String fileName();
}
