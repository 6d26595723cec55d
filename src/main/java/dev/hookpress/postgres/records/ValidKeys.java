package dev.hookpress.postgres.records;

import dev.hookpress.job.ClientId;
import dev.hookpress.secrets.SealedBox;
import dev.hookpress.signing.SigningKey;
import dev.hookpress.signing.SigningScheme;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** The signing keys of a client or a URL as read from Postgres, with their expiries. */
final class ValidKeys {
  private record Held(SigningKey key, Instant end) {}

  private final List<Held> held;
  private final List<SigningKey> all;
  private final Instant firstEnd;

  private ValidKeys(List<Held> held) {
    this.held = held;
    this.all = held.stream().map(Held::key).toList();
    this.firstEnd = held.stream().map(Held::end).min(Comparator.naturalOrder()).orElse(Instant.MAX);
  }

  /** Opens the keys in a row's arrays {@code schemes}, {@code sealed} and {@code expiries}. */
  static ValidKeys of(Row row, SealedBox box, String purpose, ClientId client) {
    String[] schemes = row.getArrayOfStrings("schemes");
    Buffer[] sealed = row.getArrayOfBuffers("sealed");
    OffsetDateTime[] expiries = row.getArrayOfOffsetDateTimes("expiries");
    return new ValidKeys(
        IntStream.range(0, sealed == null ? 0 : sealed.length)
            .mapToObj(
                i ->
                    new Held(
                        open(box, purpose, client, schemes[i], sealed[i]),
                        expiries[i] == null ? Instant.MAX : expiries[i].toInstant()))
            .toList());
  }

  /** Opens one key. */
  static SigningKey open(
      SealedBox box, String purpose, ClientId client, String scheme, Buffer sealed) {
    return SigningKey.of(
        SigningScheme.ofLabel(scheme).orElseThrow(), box.open(sealed.getBytes(), purpose, client));
  }

  /** The keys valid at {@code now}: caching does not prolong a key's validity. */
  List<SigningKey> at(Instant now) {
    return now.isBefore(firstEnd)
        ? all
        : held.stream().filter(key -> now.isBefore(key.end())).map(Held::key).toList();
  }
}
