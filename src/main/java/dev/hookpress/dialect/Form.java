package dev.hookpress.dialect;

import java.util.Map;
import java.util.Optional;

/**
 * A form with at most one file (RFC 7578) as received, untrusted.
 *
 * @param fields the texts by their names; of several with one name, the last
 */
public record Form(Map<String, String> fields, Optional<FormFile> file) {
  /**
   * A file of a form.
   *
   * @param name as the client calls it, not empty
   */
  public record FormFile(String name, byte[] bytes) {}
}
