package dev.hookpress.postgres;

import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * Converts rows to arrays for {@code unnest}, and times to and from Postgres, which stores them in
 * UTC with microsecond precision.
 */
public final class Columns {
  private Columns() {}

  public static <T> UUID[] uuids(List<T> rows, Function<T, UUID> column) {
    return rows.stream().map(column).toArray(UUID[]::new);
  }

  public static <T> String[] texts(List<T> rows, Function<T, String> column) {
    return rows.stream().map(column).toArray(String[]::new);
  }

  public static <T> Short[] shorts(List<T> rows, Function<T, Integer> column) {
    return rows.stream()
        .map(column)
        .map(value -> value == null ? null : value.shortValue())
        .toArray(Short[]::new);
  }

  public static <T> Integer[] ints(List<T> rows, Function<T, Integer> column) {
    return rows.stream().map(column).toArray(Integer[]::new);
  }

  public static <T> Long[] longs(List<T> rows, Function<T, Long> column) {
    return rows.stream().map(column).toArray(Long[]::new);
  }

  public static <T> Buffer[] bytes(List<T> rows, Function<T, byte[]> column) {
    return rows.stream()
        .map(column)
        .map(value -> value == null ? null : Buffer.buffer(value))
        .toArray(Buffer[]::new);
  }

  public static <T> OffsetDateTime[] times(List<T> rows, Function<T, Instant> column) {
    return rows.stream().map(column).map(Columns::time).toArray(OffsetDateTime[]::new);
  }

  public static OffsetDateTime time(Instant instant) {
    return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
  }

  public static Instant instant(Row row, String column) {
    return row.getOffsetDateTime(column).toInstant();
  }

  public static Optional<Instant> optionalInstant(Row row, String column) {
    return Optional.ofNullable(row.getOffsetDateTime(column)).map(OffsetDateTime::toInstant);
  }
}
