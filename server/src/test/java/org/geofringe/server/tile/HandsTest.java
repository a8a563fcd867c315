package org.geofringe.server.tile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.geofringe.server.run.CancelledException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class HandsTest {

  @Test
  void everyTaskIsDoneOnceByAllHands() {
    for (int threads : new int[] {1, 2, 4}) {
      AtomicIntegerArray done = new AtomicIntegerArray(1000);
      Set<Thread> hands = ConcurrentHashMap.newKeySet();
      try (Hands own = new Hands(threads)) {
        own.each(
            done.length(),
            i -> {
              hands.add(Thread.currentThread());
              done.incrementAndGet(i);
            });
        own.each(0, i -> done.incrementAndGet(0));
      }
      for (int i = 0; i < done.length(); i++) {
        assertEquals(1, done.get(i));
      }
      assertTrue(hands.size() <= threads, hands.size() + " threads of " + threads);
    }
  }

  @Test
  void aTaskMayHandOutTasks() {
    AtomicInteger done = new AtomicInteger();
    try (Hands own = new Hands(2)) {
      own.each(8, i -> own.each(8, j -> done.incrementAndGet()));
    }
    assertEquals(64, done.get());
  }

  @Test
  void theFirstErrorStopsTheRestAndIsThrownAsItIs() {
    AtomicInteger done = new AtomicInteger();
    try (Hands own = new Hands(2)) {
      assertThrows(
          CancelledException.class,
          () ->
              own.each(
                  10_000,
                  i -> {
                    if (i == 3) {
                      throw new CancelledException();
                    }
                    done.incrementAndGet();
                  }));
      int after = done.get();
      assertTrue(after < 10_000, "all were done");
      own.each(5, i -> done.incrementAndGet());
      assertEquals(after + 5, done.get(), "nobody works on, and the hands are there");
    }
  }
}
