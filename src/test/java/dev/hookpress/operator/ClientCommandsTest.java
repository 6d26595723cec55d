package dev.hookpress.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.job.ClientId;
import dev.hookpress.operator.ClientRecord.Limits;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ClientCommandsTest {
  private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");
  private static final ClientId CLIENT = new ClientId(new UUID(1, 2));

  private boolean there = true;

  @Test
  void aClientWhoseLastRowsGoWhileItIsShownIsDeleted() {
    ClientCommands commands =
        new ClientCommands(
            new ClientCommands.Ports(
                null,
                register(),
                (client, now) -> {
                  there = false;
                  return Future.failedFuture(new NoSuchElementException("No value present"));
                },
                null,
                deletions(),
                changed -> {}),
            now -> UUID.randomUUID());

    Result.Done shown = (Result.Done) commands.show(CLIENT, NOW).result();

    assertThat(shown.status()).isEqualTo(200);
    assertThat(shown.body().path("status").asText()).isEqualTo("deleted");
  }

  private ClientRegister register() {
    Limits none =
        new Limits(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    ClientRecord deleting =
        new ClientRecord(CLIENT, "Shop", NOW, Optional.of(NOW), Optional.of(NOW), none);
    return new ClientRegister() {
      @Override
      public Future<List<ClientRecord>> page(Optional<ClientId> after, int limit) {
        return Future.succeededFuture(List.of(deleting));
      }

      @Override
      public Future<Optional<ClientRecord>> find(ClientId client) {
        return Future.succeededFuture(there ? Optional.of(deleting) : Optional.empty());
      }

      @Override
      public Future<Void> write(ClientRecord client) {
        return Future.succeededFuture();
      }

      @Override
      public Future<Void> create(
          ClientId id, String name, String apiKey, byte[] signingSecret, Instant now) {
        return Future.succeededFuture();
      }
    };
  }

  private static Deletions deletions() {
    return new Deletions() {
      @Override
      public Future<Void> request(ClientId client, Instant now) {
        return Future.succeededFuture();
      }

      @Override
      public Future<Optional<Deletion>> find(ClientId client) {
        return Future.succeededFuture(
            Optional.of(new Deletion(client, NOW, 7, Optional.of(NOW.plusSeconds(60)))));
      }
    };
  }
}
