package org.geofringe.server.importing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.OptionalInt;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.time.api.constraints.DateRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Kinds and dates of rasters by the names that processors give them. */
class NamesOfProcessorsTest {

  @ParameterizedTest
  @CsvSource({
    "cropA_20180106-20180130_VV_8rlks_eqa_unw, UNWRAPPED",
    "cropA_20180106-20180130_VV_8rlks_flat_eqa_cc, COHERENCE",
    "cropA_T005A_dem, HEIGHT",
    "20200101_20200113.geo.unw, UNWRAPPED",
    "20200101_20200113.geo.cc, COHERENCE",
    "20200101_20200113.geo.diff_pha, WRAPPED",
    "20200101_20200113.geo.diff_unfiltered_pha, WRAPPED",
    "20200101_20200113.geo.sbovldiff.adf.cc, OTHER",
    "20200101_20200113.geo.sbovldiff.adf.mm, OTHER",
    "20200101_20200113.geo.rng, OTHER",
    "005A_06772_131313.geo.U, INCIDENCE",
    "005A_06772_131313.geo.E, UNKNOWN",
    "005A_06772_131313.geo.hgt, HEIGHT",
    "005A_06772_131313.geo.mli, OTHER",
    "005A_06772_131313.geo.landmask, OTHER",
    "S1AA_20200604T135125_20200616T135126_VVP012_INT80_G_ueF_4E7A_unw_phase, UNWRAPPED",
    "S1AA_20200604T135125_20200616T135126_VVP012_INT80_G_ueF_4E7A_wrapped_phase, WRAPPED",
    "S1AA_20200604T135125_20200616T135126_VVP012_INT80_G_ueF_4E7A_corr, COHERENCE",
    "S1AA_20200604T135125_20200616T135126_VVP012_INT80_G_ueF_4E7A_los_disp, DISPLACEMENT",
    "S1AA_20200604T135125_20200616T135126_VVP012_INT80_G_ueF_4E7A_vert_disp, DISPLACEMENT",
    "S1AA_20200604T135125_20200616T135126_VVP012_INT80_G_ueF_4E7A_lv_theta, INCIDENCE",
    "S1AA_20200604T135125_20200616T135126_VVP012_INT80_G_ueF_4E7A_lv_phi, OTHER",
    "S1AA_20200604T135125_20200616T135126_VVP012_INT80_G_ueF_4E7A_inc_map_ell, INCIDENCE",
    "S1AA_20200604T135125_20200616T135126_VVP012_INT80_G_ueF_4E7A_water_mask, OTHER",
    "S1AA_20200604T135125_20200616T135126_VVP012_INT80_G_ueF_4E7A_amp, OTHER",
    "S1_056072_IW2_20220814_20220907_VV_INT80_09C4_conncomp, COMPONENTS",
    "S1_056072_IW2_20220814_20220907_VV_INT80_09C4_wrapped_phase_rdr, OTHER",
    "filt_fine.unw, UNWRAPPED",
    "filt_fine.unw.conncomp, COMPONENTS",
    "filt_fine.cor, COHERENCE",
    "filt_fine.int, WRAPPED",
    "Unw_Phase_ifg_17Mar2017_10Apr2017_VV, UNWRAPPED",
    "coh_IW2_VV_17Mar2017_10Apr2017, COHERENCE",
    "geo_filtSW_20230901-20230913_unw_mm_4rlks, DISPLACEMENT",
    "20200101_20200113_phase, PHASE",
    "20200101_20200113, UNKNOWN"
  })
  void kind(String stem, RasterKind kind) {
    assertEquals(kind, RasterKind.ofName(stem));
  }

  @Test
  void datesAndTimes() {
    FileDates hyp3 = FileDates.of("S1AA_20200604T135125_20200616T135126_VVP012_INT80_G_ueF_4E7A");
    assertEquals(List.of(LocalDate.of(2020, 6, 4), LocalDate.of(2020, 6, 16)), hyp3.dates());
    assertEquals(OptionalInt.of((13 * 60 + 51) * 60 + 25), hyp3.secondOfDay());
    assertEquals(
        List.of(LocalDate.of(2017, 3, 17), LocalDate.of(2017, 4, 10)),
        FileDates.of("Unw_Phase_ifg_17Mar2017_10Apr2017_VV").dates());
    assertEquals(
        List.of(LocalDate.of(2018, 1, 6), LocalDate.of(2018, 1, 30)),
        FileDates.of("unw-2018-01-06-2018-01-30").dates());
    assertEquals(List.of(), FileDates.of("005A_06772_131313.geo.hgt").dates());
    assertEquals(List.of(), FileDates.of("S1A_032861_03CE65_123456789").dates());
    assertEquals(List.of("20200101T256199"), FileDates.of("a_20200101T256199").malformed());
  }

  @Property
  void everyPairOfDatesIsReadBack(
      @ForAll @DateRange(min = "1978-01-01", max = "2099-12-31") LocalDate first,
      @ForAll @IntRange(min = 1, max = 5000) int days) {
    DateTimeFormatter compact = DateTimeFormatter.BASIC_ISO_DATE;
    LocalDate second = first.plusDays(days);
    String name = compact.format(first) + "-" + compact.format(second);
    assertEquals(List.of(first, second), FileDates.of("x_" + name + "_8rlks.unw").dates());
    assertEquals(List.of(first, second), FileDates.of(first + "_" + second + "_unw").dates());
  }

  @Test
  void longOrOddNamesStayOnOneShortLine() {
    assertEquals("a?b.tif", Names.show(Path.of("/x"), Path.of("/x/a\nb.tif")));
    assertEquals(161, Names.clean("n".repeat(1000)).length());
  }

  @Test
  void numbersAreShortAndPlain() {
    assertEquals("0.002", Names.number(0.002, 10));
    assertEquals("37", Names.number(37.0f, 4));
    assertEquals("-0.5", Names.number(-0.5, 4));
    assertEquals("0", Names.number(0, 4));
    assertEquals("NaN", Names.number(Double.NaN, 4));
  }
}
