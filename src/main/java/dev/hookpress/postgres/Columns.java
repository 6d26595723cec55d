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
    return array(rows, column, new UUID[rows.size()]);
  }

  public static <T> String[] texts(List<T> rows, Function<T, String> column) {
    return array(rows, column, new String[rows.size()]);
  }

  public static <T> Short[] shorts(List<T> rows, Function<T, Integer> column) {
    return array(
        rows,
        row -> {
          Integer value = column.apply(row);
          return value == null ? null : value.shortValue();
        },
        new Short[rows.size()]);
  }

  public static <T> Integer[] ints(List<T> rows, Function<T, Integer> column) {
    return array(rows, column, new Integer[rows.size()]);
  }

  public static <T> Long[] longs(List<T> rows, Function<T, Long> column) {
    return array(rows, column, new Long[rows.size()]);
  }

  public static <T> Boolean[] booleans(List<T> rows, Function<T, Boolean> column) {
    return array(rows, column, new Boolean[rows.size()]);
  }

  public static <T> Buffer[] bytes(List<T> rows, Function<T, byte[]> column) {
    return array(
        rows,
        row -> {
          byte[] value = column.apply(row);
          return value == null ? null : Buffer.buffer(value);
        },
        new Buffer[rows.size()]);
  }

  public static <T> OffsetDateTime[] times(List<T> rows, Function<T, Instant> column) {
    return array(rows, row -> time(column.apply(row)), new OffsetDateTime[rows.size()]);
  }

  /** Without streams: a statement has up to twenty of these for each batch. */
  private static <T, C> C[] array(List<T> rows, Function<T, C> column, C[] into) {
    int at = 0;
    for (T row : rows) {
      into[at] = column.apply(row);
      at++;
    }
    return into;
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
