package dev.hookpress.standalone.demonstration;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hookpress.standalone.Inbox;
import java.io.IOException;
import java.net.URI;

/** How a client of one service works. */
interface DialectClient {
  /** The wire format's name. */
  String dialect();

  /** Asks for a PDF, and to be called back; gives the job's id as it is shown. */
  String submit(ApiClient api, URI callback) throws IOException, InterruptedException;

  /** Whether the callback is signed as this service signs. */
  boolean signed(Inbox.Callback callback);

  /** Gets the PDF by what the callback says. */
  byte[] pdf(ApiClient api, JsonNode told) throws IOException, InterruptedException;
}
