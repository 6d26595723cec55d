package dev.hookpress.operator;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/**
 * Makes changes that are recorded in the audit log: the change and its entry become durable
 * together.
 *
 * @param <P> the stores that changes use
 */
public interface Audited<P> {
  /**
   * Makes a change through the given stores. If the Future of {@code change} fails, nothing has
   * happened in them.
   */
  <T> Future<T> perform(Instant now, Function<P, Future<Change<T>>> change);

  /**
   * A change.
   *
   * @param entry empty if nothing has changed
   */
  record Change<T>(T result, Optional<AuditEntry> entry) {
    /** Nothing has changed. */
    public static <T> Change<T> none(T result) {
      return new Change<>(result, Optional.empty());
    }

    /** Something has changed. */
    public static <T> Change<T> of(T result, AuditEntry entry) {
      return new Change<>(result, Optional.of(entry));
    }
  }
}
