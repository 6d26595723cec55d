package dev.hookpress.api.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hookpress.api.http.Session;
import dev.hookpress.api.http.Sessions;
import dev.hookpress.dialect.reading.Json;
import dev.hookpress.job.ClientId;
import dev.hookpress.job.KeyScope;
import dev.hookpress.secrets.SealBrokenException;
import dev.hookpress.secrets.SealedBox;
import java.time.Instant;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Keeps sessions in cookies and links, encrypted for their client (ADR 31): every node reads them,
 * and none stores them. A text is the client's id, a dot, and the sealed rest in base64url.
 */
public final class SealedSessions implements Sessions {
  private static final String OF_COOKIE = "console.session";
  private static final String OF_LINK = "console.link";
  private static final int CLIENT_CHARACTERS = 26;
  // A name of 100 characters takes 1,600 bytes at most when it is written and sealed.
  private static final int MAX_CHARACTERS = 4096;

  private final SealedBox box;

  /** Creates sessions that nodes with the same secrets keys can read. */
  public SealedSessions(SealedBox box) {
    this.box = box;
  }

  /**
   * A link that opens a session once.
   *
   * @param useBefore when it can no longer be used
   */
  record Link(UUID id, Session session, Instant useBefore) {}

  /** The cookie of a session. */
  String seal(Session session) {
    return seal(json(session), OF_COOKIE, session.client());
  }

  /** The text of a link. */
  String seal(Link link) {
    ObjectNode json =
        json(link.session())
            .put("id", link.id().toString())
            .put("use_before", link.useBefore().toEpochMilli());
    return seal(json, OF_LINK, link.session().client());
  }

  @Override
  public Optional<Session> open(String cookie) {
    return opened(cookie, OF_COOKIE);
  }

  /** The link that a text holds; empty if it is no link of ours. It may have been used. */
  Optional<Link> link(String text) {
    return unsealed(text, OF_LINK)
        .map(
            json ->
                new Link(
                    UUID.fromString(json.get("id").textValue()),
                    session(json, client(text)),
                    Instant.ofEpochMilli(json.get("use_before").longValue())));
  }

  private Optional<Session> opened(String text, String purpose) {
    return unsealed(text, purpose).map(json -> session(json, client(text)));
  }

  private static ClientId client(String text) {
    return ClientId.parse(text.substring(0, CLIENT_CHARACTERS)).orElseThrow();
  }

  private String seal(ObjectNode json, String purpose, ClientId client) {
    byte[] sealed = box.seal(Json.write(json), purpose, client);
    return client + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
  }

  private Optional<JsonNode> unsealed(String text, String purpose) {
    if (text.length() > MAX_CHARACTERS
        || text.length() <= CLIENT_CHARACTERS + 1
        || text.charAt(CLIENT_CHARACTERS) != '.') {
      return Optional.empty();
    }
    Optional<ClientId> client = ClientId.parse(text.substring(0, CLIENT_CHARACTERS));
    if (client.isEmpty()) {
      return Optional.empty();
    }
    try {
      byte[] sealed = Base64.getUrlDecoder().decode(text.substring(CLIENT_CHARACTERS + 1));
      byte[] plain = box.open(sealed, purpose, client.get());
      return Json.read(plain) instanceof Json.Read.Tree tree
          ? Optional.of(tree.root())
          : Optional.empty();
    } catch (IllegalArgumentException | SealBrokenException notOurs) {
      return Optional.empty();
    }
  }

  private static ObjectNode json(Session session) {
    ObjectNode json =
        Json.object()
            .put("key", session.keyDigest())
            .put("ends_at", session.endsAt().toEpochMilli());
    session.name().ifPresent(name -> json.put("name", name));
    ArrayNode scopes = json.putArray("scopes");
    session.scopes().forEach(scope -> scopes.add(scope.label()));
    return json;
  }

  private static Session session(JsonNode json, ClientId client) {
    Set<KeyScope> scopes = EnumSet.noneOf(KeyScope.class);
    json.get("scopes").forEach(label -> KeyScope.ofLabel(label.textValue()).ifPresent(scopes::add));
    return new Session(
        client,
        json.get("key").textValue(),
        Set.copyOf(scopes),
        Optional.ofNullable(json.get("name")).map(JsonNode::textValue),
        Instant.ofEpochMilli(json.get("ends_at").longValue()));
  }
}
