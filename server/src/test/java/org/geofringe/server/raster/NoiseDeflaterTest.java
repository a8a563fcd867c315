package org.geofringe.server.raster;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.junit.jupiter.api.Test;

class NoiseDeflaterTest {

  @Test
  void inflaterGivesBackEveryLengthAboutABlock() throws DataFormatException {
    Random random = new Random(3);
    for (int length : new int[] {0, 1, 2, 3, 4, 5, 65_535, 65_536, 65_537, 200_000}) {
      byte[] plain = new byte[length];
      random.nextBytes(plain);
      assertRoundTrip(plain);
    }
  }

  @Test
  void inflaterGivesBackRunsOfEveryLength() throws DataFormatException {
    byte[] plain = new byte[300 * 301 / 2];
    int at = 0;
    for (int run = 1; run <= 300; run++) {
      Arrays.fill(plain, at, at + run, (byte) run);
      at += run;
    }
    assertRoundTrip(plain);
    assertRoundTrip(new byte[1 << 20]);
  }

  /** Counts as Fibonacci's numbers make the deepest tree: 24 levels where 15 are allowed. */
  @Test
  void inflaterGivesBackWhatWouldTakeTooLongCodes() throws DataFormatException {
    byte[] plain = new byte[1 << 16];
    int at = 0;
    int before = 0;
    int count = 1;
    for (byte symbol = 1; at + count <= plain.length; symbol++) {
      Arrays.fill(plain, at, at + count, symbol);
      at += count;
      int sum = before + count;
      before = count;
      count = sum;
    }
    shuffle(plain, new Random(5));
    assertRoundTrip(plain);
  }

  @Test
  void randomBytesGrowByLessThanAHundredth() {
    byte[] plain = new byte[1 << 20];
    new Random(9).nextBytes(plain);
    int length = new NoiseDeflater().deflate(plain).length;
    assertTrue(length < 1.01 * plain.length, "length " + length);
  }

  /** Half spread over 8 symbols, half over 128: whole codes of 4 and 8 bits, 6 on average. */
  @Test
  void comesNearTheEntropy() {
    Random random = new Random(11);
    byte[] plain = new byte[1 << 20];
    for (int i = 0; i < plain.length; i++) {
      plain[i] = (byte) (random.nextBoolean() ? 200 + random.nextInt(8) : random.nextInt(128));
    }
    int length = new NoiseDeflater().deflate(plain).length;
    assertEquals(6.0 / 8, length / (double) plain.length, 0.01);
  }

  @Test
  void reusedOneGivesTheSameBytes() {
    byte[] plain = new byte[100_000];
    new Random(13).nextBytes(plain);
    NoiseDeflater reused = new NoiseDeflater();
    byte[] first = reused.deflate(plain);
    reused.deflate(new byte[70_000]);
    assertArrayEquals(first, reused.deflate(plain));
  }

  private static void shuffle(byte[] bytes, Random random) {
    for (int i = bytes.length - 1; i > 0; i--) {
      int other = random.nextInt(i + 1);
      byte kept = bytes[i];
      bytes[i] = bytes[other];
      bytes[other] = kept;
    }
  }

  private static void assertRoundTrip(byte[] plain) throws DataFormatException {
    byte[] packed = new NoiseDeflater().deflate(plain);
    Inflater inflater = new Inflater();
    inflater.setInput(packed);
    byte[] back = new byte[plain.length + 1];
    int length = 0;
    while (!inflater.finished()) {
      int read = inflater.inflate(back, length, back.length - length);
      length += read;
      if (read == 0 && !inflater.finished()) {
        break;
      }
    }
    assertTrue(inflater.finished(), "the stream of " + plain.length + " bytes does not end");
    assertEquals(packed.length, inflater.getBytesRead());
    inflater.end();
    assertArrayEquals(plain, Arrays.copyOf(back, length));
  }
}
