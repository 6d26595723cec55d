package dev.hookpress.api.http;

import dev.hookpress.job.ClientId;
import dev.hookpress.job.KeyScope;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * What a browser may do in the console, and until when. It rests on an API key and ends with it.
 *
 * @param keyDigest SHA-256 of the API key in hex
 * @param scopes at most those of the key count
 * @param name who it was made for, as the console shows it
 */
public record Session(
    ClientId client,
    String keyDigest,
    Set<KeyScope> scopes,
    Optional<String> name,
    Instant endsAt) {
  @Override
  public String toString() {
    return "Session[" + client + "]";
  }
}
