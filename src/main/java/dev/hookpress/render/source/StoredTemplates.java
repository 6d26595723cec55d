package dev.hookpress.render.source;

import dev.hookpress.job.ClientId;
import dev.hookpress.job.document.TemplateSource;
import dev.hookpress.job.document.TemplateVersion;
import io.vertx.core.Future;
import java.util.Optional;

/** Reads the template versions that jobs were accepted with. */
@FunctionalInterface
public interface StoredTemplates {
  /**
   * Returns the text of a version, even if its template has been deleted since; empty if the client
   * has no such version. Fails while the store is unavailable.
   */
  Future<Optional<TemplateSource>> html(ClientId client, TemplateVersion version);
}
