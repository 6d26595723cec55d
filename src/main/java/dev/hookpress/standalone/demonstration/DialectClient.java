package dev.hookpress.standalone.demonstration;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hookpress.standalone.Inbox;
import java.io.IOException;
import java.net.URI;

/** A client of one service. */
interface DialectClient {
  /** The wire format's name. */
  String dialect();

  /** Submits a job with a callback; returns the job id to print. */
  String submit(ApiClient api, URI callback) throws IOException, InterruptedException;

  /** Whether the callback has a valid signature of this service's scheme. */
  boolean signed(Inbox.Callback callback);

  /** Gets the PDF that the callback refers to. */
  byte[] pdf(ApiClient api, JsonNode callback) throws IOException, InterruptedException;
}
