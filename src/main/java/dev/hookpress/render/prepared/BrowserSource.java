package dev.hookpress.render.prepared;

import dev.hookpress.job.document.FailureCode;
import java.net.URI;
import java.nio.charset.Charset;
import java.util.Optional;

/** The result of fetching something for a page in a browser. */
public sealed interface BrowserSource {
  /**
   * A 2xx response.
   *
   * @param mediaType in lower case, without parameters; empty if the response has none
   * @param finalUri the address that answered, after redirects
   */
  record Found(byte[] bytes, String mediaType, Optional<Charset> charset, URI finalUri)
      implements BrowserSource {}

  /** Nothing was fetched, and why: a message for the client. */
  record Absent(FailureCode code, String message) implements BrowserSource {}
}
