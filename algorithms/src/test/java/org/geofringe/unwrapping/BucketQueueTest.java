package org.geofringe.unwrapping;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.PriorityQueue;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class BucketQueueTest {

  @Property(tries = 200)
  void takesOutByDistance(
      @ForAll Random random, @ForAll @IntRange(min = 1, max = 100_000) int farthest) {
    BucketQueue queue = new BucketQueue();
    for (int time = 0; time < 2; time++) {
      PriorityQueue<Integer> expected = new PriorityQueue<>();
      queue.clear();
      int distance = 0;
      for (int i = 0; i < 500; i++) {
        int more = random.nextInt(4);
        for (int k = 0; k < more; k++) {
          int at = distance + random.nextInt(farthest);
          queue.put(at, at);
          expected.add(at);
        }
        if (!expected.isEmpty() && random.nextInt(3) > 0) {
          distance = expected.remove();
          assertEquals(distance, queue.take());
          assertEquals(distance, queue.distance());
        }
      }
      while (time == 0 && !expected.isEmpty()) {
        assertEquals(expected.remove(), queue.take());
      }
      if (time == 0) {
        assertEquals(-1, queue.take());
      }
    }
  }
}
