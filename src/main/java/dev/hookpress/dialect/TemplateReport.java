package dev.hookpress.dialect;

import dev.hookpress.job.document.TemplateId;
import java.time.Instant;
import java.util.Optional;

/**
 * What a client is told of one of its stored templates.
 *
 * @param version the number of its newest version
 * @param sha256 of that version's text in UTF-8, in lower case hex
 * @param updatedAt when that version was made
 * @param html that version's text, where it is to be shown
 */
public record TemplateReport(
    TemplateId id,
    String name,
    int version,
    String sha256,
    Instant createdAt,
    Instant updatedAt,
    Optional<String> html) {}
