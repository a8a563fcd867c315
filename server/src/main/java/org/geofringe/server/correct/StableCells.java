package org.geofringe.server.correct;

import java.io.Closeable;
import java.io.IOException;
import org.geofringe.grid.Window;

/** A filter of cells with the layers that it reads. */
public record StableCells(SeriesCells.Filter filter, Closeable layers)
    implements SeriesCells.Filter, Closeable {

  @Override
  public void mark(Window window, boolean[] left) {
    filter.mark(window, left);
  }

  @Override
  public void close() throws IOException {
    layers.close();
  }
}
