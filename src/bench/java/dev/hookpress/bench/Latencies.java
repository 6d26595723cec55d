package dev.hookpress.bench;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.zip.DataFormatException;
import org.HdrHistogram.Histogram;

/** The age of the times that requests carry, measured at their arrival. */
final class Latencies {
  private static final long MAX_MICROS = TimeUnit.MINUTES.toMicros(10);
  private static final int DIGITS = 3;

  private final Map<Moment, Histogram> micros = new EnumMap<>(Moment.class);

  Latencies(Set<Moment> moments) {
    moments.forEach(moment -> micros.put(moment, new Histogram(MAX_MICROS, DIGITS)));
  }

  /** Reads the request in {@code bytes} from {@code from} to {@code end}. */
  void take(byte[] bytes, int from, int end) {
    if (micros.isEmpty()) {
      return;
    }
    long now = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
    micros.forEach(
        (moment, histogram) -> {
          long then = moment.micros(bytes, from, end);
          if (then >= 0) {
            histogram.recordValue(Math.max(0, Math.min(MAX_MICROS, now - then)));
          }
        });
  }

  void reset() {
    micros.values().forEach(Histogram::reset);
  }

  /** Encoded for {@link #decoded}; empty if that time is not measured. */
  String encoded(Moment moment) {
    Histogram histogram = micros.getOrDefault(moment, new Histogram(MAX_MICROS, DIGITS));
    ByteBuffer bytes = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
    int length = histogram.encodeIntoCompressedByteBuffer(bytes);
    bytes.flip();
    byte[] all = new byte[length];
    bytes.get(all);
    return Base64.getEncoder().encodeToString(all);
  }

  /** In microseconds. */
  static Histogram decoded(String text) {
    try {
      return Histogram.decodeFromCompressedByteBuffer(
          ByteBuffer.wrap(Base64.getDecoder().decode(text)), MAX_MICROS);
    } catch (DataFormatException e) {
      throw new IllegalStateException(e);
    }
  }
}
