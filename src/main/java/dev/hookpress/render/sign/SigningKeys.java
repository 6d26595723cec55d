package dev.hookpress.render.sign;

import dev.hookpress.job.ClientId;
import dev.hookpress.job.pdf.PdfSigningKey;
import io.vertx.core.Future;
import java.util.Optional;

/** Finds the keys with which clients sign PDFs. */
@FunctionalInterface
public interface SigningKeys {
  /** The client's key of a name; empty: it has none of this name. */
  Future<Optional<PdfSigningKey>> find(ClientId client, String name);
}
