package dev.hookpress.api.templates;

import dev.hookpress.job.ClientId;
import dev.hookpress.job.document.TemplateId;
import dev.hookpress.job.document.TemplateVersion;
import dev.hookpress.template.CheckedTemplate;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Optional;

/** Changes a client's stored templates. A change is durable when the Future completes. */
public interface Templates {
  /** The most templates a client may have, not counting deleted ones. */
  int MAX_TEMPLATES = 1_000;

  /** The most versions a template may have. */
  int MAX_VERSIONS = 1_000;

  /** Stores a template and its first version. */
  Future<Storing> create(ClientId client, String name, CheckedTemplate html, Instant now);

  /**
   * Adds a version, which new jobs use from then on.
   *
   * @param name the template's new name; empty to keep the name
   */
  Future<Storing> addVersion(
      ClientId client, TemplateId id, Optional<String> name, CheckedTemplate html, Instant now);

  /**
   * Adds a version to the template that the client has named, or stores it if there is none.
   *
   * @param alias one for which {@link TemplateId#isName} holds
   * @param name the template's name to be shown; empty to keep it, or to take the alias
   */
  Future<Storing> put(
      ClientId client, String alias, Optional<String> name, CheckedTemplate html, Instant now);

  /**
   * Deletes a template: new jobs cannot use it, and jobs accepted before still render. False if the
   * client has no such template.
   */
  Future<Boolean> delete(ClientId client, TemplateId id, Instant now);

  /** The result of storing a template or version. */
  sealed interface Storing {
    /** The version is stored. */
    record Stored(TemplateVersion version) implements Storing {}

    /** The limit of templates or versions, {@code max}, is reached. */
    record Full(int max) implements Storing {}

    /** The client has no such template. */
    record Unknown() implements Storing {}
  }
}
