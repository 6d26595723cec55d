package dev.hookpress.api.templates;

import dev.hookpress.job.document.TemplateId;
import java.time.Instant;

/**
 * A stored template without its text.
 *
 * @param version the number of the newest version
 * @param sha256 hash of that version's text in UTF-8, in lower-case hex
 * @param updatedAt when that version was created
 */
public record TemplateView(
    TemplateId id, String name, int version, String sha256, Instant createdAt, Instant updatedAt) {}
