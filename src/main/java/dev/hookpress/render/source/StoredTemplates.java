package dev.hookpress.render.source;

import dev.hookpress.job.ClientId;
import dev.hookpress.job.document.TemplateVersion;
import io.vertx.core.Future;
import java.util.Optional;

/** The texts of templates that jobs were accepted with. */
@FunctionalInterface
public interface StoredTemplates {
  /**
   * A version's text, also when its template has been deleted since; empty if the client has no
   * such version. Fails while the store is away.
   */
  Future<Optional<String>> html(ClientId client, TemplateVersion version);
}
