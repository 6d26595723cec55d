package dev.hookpress.render.process;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** Collects the blobs of a message; the same array is sent once. */
final class Blobs {
  private final List<byte[]> all = new ArrayList<>();
  private final Map<byte[], Integer> indexes = new IdentityHashMap<>();

  /** Returns the index of a blob. */
  int add(byte[] bytes) {
    return indexes.computeIfAbsent(
        bytes,
        added -> {
          all.add(added);
          return all.size() - 1;
        });
  }

  List<byte[]> all() {
    return all;
  }
}
