package dev.hookpress.api.account;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hookpress.dialect.hookpress.NativeIds;
import dev.hookpress.dialect.reading.Faults;
import dev.hookpress.dialect.reading.Json;
import dev.hookpress.dialect.reading.StrictObject;
import dev.hookpress.dialect.reading.Timestamps;
import dev.hookpress.job.KeyScope;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** An API key in requests and answers: the same for clients and operators. */
public final class ApiKeyRequest {
  private static final int MAX_NAME_CHARACTERS = 100;
  private static final int MAX_TIME_CHARACTERS = 64;
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

  private ApiKeyRequest() {}

  /**
   * Reads what a new key is to be, and records the faults.
   *
   * @param most the scopes that may be given away
   */
  public static ApiKeys.Asked read(
      StrictObject object, Faults faults, Set<KeyScope> most, Instant now) {
    Optional<String> name = object.text("name", MAX_NAME_CHARACTERS);
    Set<KeyScope> scopes =
        object
            .list("scopes")
            .map(value -> scopes(value, object.pointerTo("scopes"), faults))
            .orElse(most);
    if (!most.containsAll(scopes)) {
      faults.add(object.pointerTo("scopes"), "Must be among those of the key that asks.");
    }
    Optional<Instant> expires =
        object
            .text("expires_at", MAX_TIME_CHARACTERS)
            .flatMap(text -> expiry(text, object.pointerTo("expires_at"), faults, now));
    return new ApiKeys.Asked(name, scopes, expires);
  }

  /** Shows a key, without its secret. */
  public static ObjectNode shown(ApiKeys.Listed key) {
    ObjectNode shown = Json.object().put("id", NativeIds.shown(key.id()));
    key.name().ifPresent(name -> shown.put("name", name));
    shown.put("prefix", key.prefix());
    ArrayNode scopes = shown.putArray("scopes");
    key.scopes().stream().sorted().forEach(scope -> scopes.add(scope.label()));
    shown.put("created_at", Timestamps.millis(key.createdAt()));
    key.expiresAt().ifPresent(at -> shown.put("expires_at", Timestamps.millis(at)));
    key.lastUsedAt().ifPresent(at -> shown.put("last_used_at", Timestamps.millis(at)));
    return shown;
  }

  /** Shows a new key: the only time that its secret is. */
  public static ObjectNode shown(ApiKeys.Creation.Created created) {
    return shown(created.key()).put("api_key", created.secret());
  }

  private static Set<KeyScope> scopes(JsonNode value, String pointer, Faults faults) {
    Set<KeyScope> scopes = EnumSet.noneOf(KeyScope.class);
    boolean right = value.isArray() && value.size() <= KeyScope.ALL.size();
    if (right) {
      value.forEach(word -> KeyScope.ofLabel(word.asText()).ifPresent(scopes::add));
    }
    if (!right || scopes.size() != value.size()) {
      faults.add(
          pointer, "Must be a list of one or more of " + String.join(", ", KeyScope.LABELS) + ".");
    }
    return scopes;
  }

  private static Optional<Instant> expiry(String text, String pointer, Faults faults, Instant now) {
    try {
      Instant time = OffsetDateTime.parse(text).toInstant();
      if (time.isAfter(now) && !time.isAfter(LATEST)) {
        return Optional.of(time);
      }
    } catch (DateTimeException notOne) {
      // Reported below.
    }
    faults.add(pointer, "Must be a time to come, such as 2033-04-01T12:34:56Z.");
    return Optional.empty();
  }
}
