package dev.hookpress.operator;

import dev.hookpress.job.ClientId;
import dev.hookpress.job.EndpointKey;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Reads across clients. */
public interface Insight {
  /** The bound of looking at a queue. */
  int MAX_LOOKED_AT = 100_000;

  /** The clients that stand out most, the first first. */
  Future<List<Figures>> top(TopQuery query, Instant now);

  /** Whose id this is, of whatever kind. */
  Future<Optional<Owner>> owner(UUID id);

  /** The first clients that have such an endpoint; its id is that of a URL. */
  Future<List<ClientId>> clientsOf(EndpointKey endpoint, int limit);

  /** What the queues hold. */
  Future<Queues> queues(Instant now);

  /**
   * What a client does to the service.
   *
   * @param notifications that wait
   * @param documents that wait
   */
  record Figures(
      ClientId client,
      String name,
      long attempts,
      long failed,
      long notifications,
      long documents,
      Optional<Instant> oldestDueAt) {}

  /** Whose an id is. */
  record Owner(ClientId client, Kind kind) {}

  /** What an id may be of. */
  enum Kind {
    CLIENT,
    JOB,
    NOTIFICATION,
    REPLAY,
    API_KEY,
    TEMPLATE,
    SIGNING_KEY,
    /** A file that the client has uploaded. */
    ASSET
  }

  /**
   * What waits.
   *
   * @param notifications how many, by why they wait; {@link #MAX_LOOKED_AT} are looked at
   * @param oldestDocument since when the oldest document that could be rendered is due
   * @param oldestNotification since when the oldest notification that could be sent is due
   */
  record Queues(
      Map<String, Long> notifications,
      Optional<Instant> oldestDocument,
      Optional<Instant> oldestNotification) {}
}
