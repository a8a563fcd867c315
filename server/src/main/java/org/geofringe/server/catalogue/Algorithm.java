package org.geofringe.server.catalogue;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Names a workflow. Its help stands in the resource {@code help/ID.txt}. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface Algorithm {

  String id();

  String group();

  String label();

  String summary();
}
