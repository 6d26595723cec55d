package dev.hookpress.api.templates;

import dev.hookpress.job.ClientId;
import dev.hookpress.job.document.TemplateId;
import dev.hookpress.job.document.TemplateVersion;
import dev.hookpress.template.CheckedTemplate;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Optional;

/** Changes a client's stored templates. What is done is durable when the Future completes. */
public interface Templates {
  /** How many a client may have that are not deleted. */
  int MAX_TEMPLATES = 1_000;

  /** How many versions one template may have. */
  int MAX_VERSIONS = 1_000;

  /** Stores a template and its first version. */
  Future<Storing> create(ClientId client, String name, CheckedTemplate html, Instant now);

  /**
   * Adds a version, which new jobs take from now on.
   *
   * @param name the template's new name, if it gets one
   */
  Future<Storing> addVersion(
      ClientId client, TemplateId id, Optional<String> name, CheckedTemplate html, Instant now);

  /**
   * Lets no new job name it; jobs that were accepted with it render all the same. False if the
   * client has no such template.
   */
  Future<Boolean> delete(ClientId client, TemplateId id, Instant now);

  /** What became of a wish to store. */
  sealed interface Storing {
    /** It is stored. */
    record Stored(TemplateVersion version) implements Storing {}

    /** There are as many as there may be. */
    record Full(int most) implements Storing {}

    /** The client has no such template. */
    record Unknown() implements Storing {}
  }
}
