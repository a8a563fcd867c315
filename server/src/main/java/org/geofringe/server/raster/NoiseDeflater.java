package org.geofringe.server.raster;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.Adler32;

/**
 * Compresses bytes in which a search for repeats would find next to none, as those of noisy floats:
 * zlib's format (RFC 1950, 1951) of nothing but Huffman codes and runs of one byte. Does what zlib
 * does with its run-length strategy in half the time. Each block of 64 KiB has its own codes. For
 * one thread.
 */
final class NoiseDeflater {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final int BLOCK = 1 << 16;
  private static final int END = 256;
  private static final int SYMBOLS = 286;
  private static final int LONGEST_CODE = 15;
  private static final int LONGEST_LENGTH_CODE = 7;
  private static final int SHORTEST_RUN = 3;
  private static final int LONGEST_RUN = 258;
  private static final int[] LENGTH_CODES_ORDER = {
    16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15
  };

  /** Symbol, extra bits and their number of every run length. */
  private static final int[] RUN_SYMBOL = new int[LONGEST_RUN + 1];

  private static final int[] RUN_EXTRA = new int[LONGEST_RUN + 1];
  private static final int[] RUN_EXTRA_BITS = new int[LONGEST_RUN + 1];

  static {
    int length = SHORTEST_RUN;
    for (int symbol = END + 1; symbol < SYMBOLS - 1; symbol++) {
      int bits = Math.max(0, (symbol - END - 5) / 4);
      for (int extra = 0; extra < 1 << bits && length < LONGEST_RUN; extra++) {
        RUN_SYMBOL[length] = symbol;
        RUN_EXTRA[length] = extra;
        RUN_EXTRA_BITS[length] = bits;
        length++;
      }
    }
    RUN_SYMBOL[LONGEST_RUN] = SYMBOLS - 1;
  }

  /** A literal, or 256 and the length of a run of the byte before. */
  private final short[] tokens = new short[BLOCK];

  private byte[] out = {};
  private int at;
  private long bits;
  private int held;

  /** The compressed form. Not modified. */
  byte[] deflate(byte[] plain) {
    // No literal takes more than 15 bits; the codes of a block and its frame take less than 400
    // bytes.
    int most = 2 * plain.length + 400 * (plain.length / BLOCK + 1) + 64;
    if (out.length < most) {
      out = new byte[most];
    }
    out[0] = 0x78;
    out[1] = 0x01;
    at = 2;
    bits = 0;
    held = 0;
    int start = 0;
    do {
      int end = Math.min(plain.length, start + BLOCK);
      block(plain, start, end);
      start = end;
    } while (start < plain.length);
    if (held > 0) {
      at++;
    }
    Adler32 sum = new Adler32();
    sum.update(plain);
    long check = sum.getValue();
    for (int shift = 24; shift >= 0; shift -= 8) {
      out[at++] = (byte) (check >>> shift);
    }
    return Arrays.copyOf(out, at);
  }

  private void block(byte[] plain, int start, int end) {
    int[] counts = new int[SYMBOLS];
    int length = tokenise(plain, start, end, counts);
    int[] lengths = HuffmanLengths.of(counts, LONGEST_CODE);
    put(end == plain.length ? 1 : 0, 1);
    put(2, 2);
    putCodes(lengths);
    putTokens(length, words(lengths));
    put(codes(lengths)[END], lengths[END]);
  }

  /** For each token its bits above the lowest eight, which hold their number. */
  private static long[] words(int[] lengths) {
    int[] codes = codes(lengths);
    long[] words = new long[END + LONGEST_RUN + 1];
    for (int literal = 0; literal < END; literal++) {
      words[literal] = (long) codes[literal] << 8 | lengths[literal];
    }
    for (int run = SHORTEST_RUN; run <= LONGEST_RUN; run++) {
      int symbol = RUN_SYMBOL[run];
      long word = codes[symbol] | (long) RUN_EXTRA[run] << lengths[symbol];
      // The distance, always 1, is the one distance code: a single bit 0.
      words[END + run] = word << 8 | (lengths[symbol] + RUN_EXTRA_BITS[run] + 1);
    }
    return words;
  }

  /** The loop that all time goes into: its state is in local variables, two tokens a store. */
  private void putTokens(int length, long[] words) {
    byte[] target = out;
    int place = at;
    long pending = bits;
    int count = held;
    for (int i = 0; i < length; i += 2) {
      long first = words[tokens[i]];
      pending |= (first >>> 8) << count;
      count += (int) (first & 0xff);
      long second = i + 1 < length ? words[tokens[i + 1]] : 0;
      pending |= (second >>> 8) << count;
      count += (int) (second & 0xff);
      LONGS.set(target, place, pending);
      place += count >>> 3;
      pending >>>= count & ~7;
      count &= 7;
    }
    at = place;
    bits = pending;
    held = count;
  }

  /** Fills the tokens of a block and counts their symbols. */
  private int tokenise(byte[] plain, int start, int end, int[] counts) {
    short[] target = tokens;
    int length = 0;
    int before = start == 0 ? END : plain[start - 1] & 0xff;
    for (int i = start; i < end; i++) {
      int value = plain[i] & 0xff;
      if (value == before) {
        int run = run(plain, i, Math.min(end, i + LONGEST_RUN));
        if (run >= SHORTEST_RUN) {
          target[length++] = (short) (END + run);
          counts[RUN_SYMBOL[run]]++;
          i += run - 1;
          continue;
        }
      }
      target[length++] = (short) value;
      counts[value]++;
      before = value;
    }
    counts[END] = 1;
    return length;
  }

  private static int run(byte[] plain, int start, int limit) {
    int end = start + 1;
    while (end < limit && plain[end] == plain[start]) {
      end++;
    }
    return end - start;
  }

  /** The lengths of all codes and of the one distance code, themselves Huffman-coded. */
  private void putCodes(int[] lengths) {
    int[] counts = new int[LENGTH_CODES_ORDER.length];
    for (int length : lengths) {
      counts[length]++;
    }
    counts[1]++;
    int[] meta = HuffmanLengths.of(counts, LONGEST_LENGTH_CODE);
    int[] codes = codes(meta);
    put(SYMBOLS - 257, 5);
    put(0, 5);
    put(LENGTH_CODES_ORDER.length - 4, 4);
    for (int symbol : LENGTH_CODES_ORDER) {
      put(meta[symbol], 3);
    }
    for (int length : lengths) {
      put(codes[length], meta[length]);
    }
    put(codes[1], meta[1]);
  }

  private void put(int code, int length) {
    bits |= (long) code << held;
    held += length;
    LONGS.set(out, at, bits);
    at += held >>> 3;
    bits >>>= held & ~7;
    held &= 7;
  }

  /** Canonical codes, first bit lowest, as the format wants them. */
  private static int[] codes(int[] lengths) {
    int[] next = new int[LONGEST_CODE + 2];
    for (int length : lengths) {
      if (length > 0) {
        next[length + 1]++;
      }
    }
    for (int length = 1; length < next.length; length++) {
      next[length] = (next[length] + next[length - 1]) << 1;
    }
    int[] codes = new int[lengths.length];
    for (int symbol = 0; symbol < lengths.length; symbol++) {
      int length = lengths[symbol];
      if (length > 0) {
        codes[symbol] = Integer.reverse(next[length]++) >>> (32 - length);
      }
    }
    return codes;
  }
}
