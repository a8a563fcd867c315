package org.geofringe.server.raster;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The GeoTools wrapper carries copies of other libraries; standing last, it must not win. */
class ClassPathTest {

  @ParameterizedTest
  @CsvSource({
    "org.ejml.data.DMatrixRMaj, ejml",
    "org.ejml.dense.row.CommonOps_DDRM, ejml",
    "com.google.common.collect.ImmutableList, guava",
    "com.google.protobuf.Message, protobuf-java",
    "com.fasterxml.jackson.databind.ObjectMapper, jackson-databind",
    "com.fasterxml.jackson.core.JsonFactory, jackson-core",
    "org.locationtech.jts.geom.Geometry, jts-core",
    "org.jtransforms.fft.FloatFFT_1D, JTransforms",
    "org.slf4j.Logger, slf4j-api",
    "org.geotools.referencing.CRS, geotools-wrapper",
    "io.airlift.compress.zstd.ZstdDecompressor, geotools-wrapper",
  })
  void comesFromItsOwnJar(String type, String jar) throws ClassNotFoundException {
    String location =
        Objects.requireNonNull(
                Class.forName(type, false, ClassPathTest.class.getClassLoader())
                    .getProtectionDomain()
                    .getCodeSource())
            .getLocation()
            .getPath();
    String file = location.substring(location.lastIndexOf('/') + 1);
    assertTrue(file.startsWith(jar), type + " comes from " + location);
  }
}
