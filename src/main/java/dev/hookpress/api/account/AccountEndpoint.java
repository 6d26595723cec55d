package dev.hookpress.api.account;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hookpress.api.account.ClientBook.Account;
import dev.hookpress.api.account.ErrorCounts.Count;
import dev.hookpress.api.deliveries.ReceiverEndpoints;
import dev.hookpress.api.http.Answer;
import dev.hookpress.api.http.BlockLookup;
import dev.hookpress.api.http.DependencyUnavailable;
import dev.hookpress.api.http.RouteAction;
import dev.hookpress.dialect.reading.Json;
import dev.hookpress.dialect.reading.Timestamps;
import dev.hookpress.job.Client;
import dev.hookpress.policy.BreakerPolicy;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** {@code GET /v1/client}: the client's block, holds, error window, limits and usage. */
public final class AccountEndpoint implements RouteAction {
  /** The ports that read an account. */
  public record Ports(ClientBook account, ErrorCounts errorCounts, BlockLookup blocks) {}

  private final Ports ports;
  private final InstantSource clock;

  public AccountEndpoint(Ports ports, InstantSource clock) {
    this.ports = ports;
    this.clock = clock;
  }

  @Override
  public Future<Answer> answer(RoutingContext request, Client client) {
    Instant now = clock.instant();
    return DependencyUnavailable.guard(ports.account().account(client.id(), now))
        .compose(
            account ->
                DependencyUnavailable.guard(
                        ports.errorCounts().of(client.id(), account.breaker().window(), now))
                    .map(errors -> Answer.json(200, shown(client, account, errors, now))));
  }

  private ObjectNode shown(Client client, Account account, Optional<Count> errors, Instant now) {
    ObjectNode shown = Json.object();
    shown.put("id", client.id().toString());
    shown.put("name", client.name());
    ports
        .blocks()
        .blockedUntil(client.id(), now)
        .ifPresent(until -> shown.put("blocked_until", Timestamps.millis(until)));
    shown.set("error_window", window(account.breaker(), errors));
    ArrayNode holds = shown.putArray("holds");
    account
        .holds()
        .forEach(
            held -> {
              ObjectNode one = holds.addObject();
              one.put("endpoint_id", held.endpoint().toString());
              one.put("endpoint", held.origin());
              one.setAll(ReceiverEndpoints.shown(held.hold()));
            });
    ObjectNode limits = shown.putObject("limits");
    limits.put("requests_per_second", client.requestsPerSecond());
    limits.put("pending_jobs", client.maxPendingJobs());
    ArrayNode schedule = limits.putArray("retry_schedule_seconds");
    account.retries().schedule().forEach(wait -> schedule.add(wait.toSeconds()));
    ObjectNode use = shown.putObject("use");
    count(use, "pending_documents", account.pendingDocuments());
    count(use, "pending_notifications", account.pendingNotifications());
    return shown;
  }

  /** The error window, without {@code errors} while the counter is unavailable. */
  private static ObjectNode window(BreakerPolicy breaker, Optional<Count> errors) {
    ObjectNode window = Json.object();
    errors.ifPresent(
        count -> {
          window.put("errors", count.errors());
          count.oldest().ifPresent(at -> window.put("since", Timestamps.millis(at)));
        });
    window.put("limit", breaker.errors());
    window.put("window_seconds", breaker.window().toSeconds());
    window.put("block_seconds", breaker.block().toSeconds());
    return window;
  }

  private static void count(ObjectNode use, String name, int counted) {
    use.put(name, Math.min(counted, ClientBook.MAX_COUNTED));
    if (counted > ClientBook.MAX_COUNTED) {
      use.put(name + "_or_more", true);
    }
  }
}
