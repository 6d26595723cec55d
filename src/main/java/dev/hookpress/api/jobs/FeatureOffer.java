package dev.hookpress.api.jobs;

import dev.hookpress.job.ClientId;
import dev.hookpress.job.pdf.PdfSignature;
import io.vertx.core.Future;
import java.util.Optional;

/** What the nodes can do with documents, by their settings and what clients have stored. */
public interface FeatureOffer {
  /** Whether there is a browser. */
  boolean browser();

  /** Whether finished PDFs can be verified. */
  boolean verification();

  /** Why a PDF cannot be signed like this: a sentence for the client, or empty. */
  Future<Optional<String>> unsignable(ClientId client, PdfSignature signature);
}
