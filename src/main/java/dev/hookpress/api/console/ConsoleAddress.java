package dev.hookpress.api.console;

import dev.hookpress.api.http.Clients;
import dev.hookpress.api.http.Session;
import dev.hookpress.job.Client;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** Makes the links that open the console with a session. */
public final class ConsoleAddress {
  /** How long a link can be used. */
  static final Duration USABLE = Duration.ofMinutes(10);

  /** How long a session lasts that begins with an API key. */
  static final Duration KEY_SESSION = Duration.ofHours(12);

  private final SealedSessions sessions;
  private final String publicUrl;
  private final Function<Instant, UUID> ids;

  /**
   * @param publicUrl where browsers reach the API
   */
  public ConsoleAddress(SealedSessions sessions, URI publicUrl, Function<Instant, UUID> ids) {
    this.sessions = sessions;
    this.publicUrl = publicUrl.toString().replaceAll("/$", "");
    this.ids = ids;
  }

  /** Whether browsers reach the API by https. */
  boolean secure() {
    return publicUrl.startsWith("https:");
  }

  /**
   * A link that opens this session once, within {@link #USABLE}. What opens it is in the fragment,
   * which browsers send nowhere.
   */
  String link(Session session, Instant now) {
    SealedSessions.Link link = new SealedSessions.Link(ids.apply(now), session, now.plus(USABLE));
    return publicUrl + ConsoleFiles.HOME + "#link=" + sessions.seal(link);
  }

  /** A link for the holder of a key, who may do in the console what the key may. */
  public String link(Client client, String apiKey, Instant now) {
    return link(
        new Session(
            client.id(),
            Clients.digest(apiKey),
            client.scopes(),
            Optional.empty(),
            now.plus(KEY_SESSION)),
        now);
  }
}
