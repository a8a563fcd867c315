package org.geofringe.sentinel1;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.geofringe.xml.XmlTree;
import org.jspecify.annotations.Nullable;

/**
 * The Doppler centroids and azimuth FM rates of an annotation, each with times and t0 of its own.
 */
final class DopplerEstimates {

  private final List<RangePolynomial> centroids;
  private final List<RangePolynomial> rates;

  private DopplerEstimates(List<RangePolynomial> centroids, List<RangePolynomial> rates) {
    this.centroids = centroids;
    this.rates = rates;
  }

  static DopplerEstimates read(XmlTree root) throws IOException {
    return new DopplerEstimates(centroids(root), rates(root));
  }

  /** The Doppler centroid nearest to an instant, Hz. */
  RangePolynomial dopplerCentroid(Instant time) {
    return nearest(centroids, time);
  }

  /** The azimuth FM rate nearest to an instant, Hz/s. */
  RangePolynomial fmRate(Instant time) {
    return nearest(rates, time);
  }

  private static RangePolynomial nearest(List<RangePolynomial> all, Instant time) {
    return all.stream()
        .min(Comparator.comparing(p -> Duration.between(p.azimuthTime(), time).abs()))
        .orElseThrow();
  }

  private static List<RangePolynomial> rates(XmlTree root) throws IOException {
    XmlTree list = root.at("generalAnnotation", "azimuthFmRateList");
    List<RangePolynomial> rates = new ArrayList<>();
    for (XmlTree item : list.counted("azimuthFmRate")) {
      XmlTree polynomial = item.find("azimuthFmRatePolynomial");
      double[] coefficients =
          polynomial != null
              ? polynomial.numbers()
              : new double[] {
                item.at("c0").number(), item.at("c1").number(), item.at("c2").number()
              };
      if (!(coefficients[0] < 0)) {
        throw item.error("begins with " + coefficients[0] + " Hz/s, must be below 0");
      }
      rates.add(
          new RangePolynomial(
              item.at("azimuthTime").time(), item.at("t0").positive(), coefficients));
    }
    return some(rates, list);
  }

  private static List<RangePolynomial> centroids(XmlTree root) throws IOException {
    XmlTree method = root.find("imageAnnotation", "processingInformation", "dcMethod");
    boolean fromData = method == null || method.text().equals("Data Analysis");
    XmlTree list = root.at("dopplerCentroid", "dcEstimateList");
    List<RangePolynomial> centroids = new ArrayList<>();
    for (XmlTree item : list.counted("dcEstimate")) {
      centroids.add(
          new RangePolynomial(
              item.at("azimuthTime").time(),
              item.at("t0").positive(),
              polynomial(item, fromData).numbers()));
    }
    return some(centroids, list);
  }

  /** The polynomial that the processor used: from data, unless it says that geometry did better. */
  private static XmlTree polynomial(XmlTree item, boolean fromData) throws IOException {
    XmlTree data = item.find("dataDcPolynomial");
    XmlTree doubtful = item.find("dataDcRmsErrorAboveThreshold");
    boolean geometry = !fromData || isEmpty(data) || (doubtful != null && doubtful.flag());
    XmlTree other = item.find("geometryDcPolynomial");
    if (geometry && !isEmpty(other)) {
      return item.at("geometryDcPolynomial");
    }
    return item.at("dataDcPolynomial");
  }

  private static boolean isEmpty(@Nullable XmlTree element) {
    return element == null || element.text().isEmpty();
  }

  private static List<RangePolynomial> some(List<RangePolynomial> all, XmlTree list)
      throws IOException {
    if (all.isEmpty()) {
      throw list.error("holds no estimate");
    }
    return all;
  }
}
