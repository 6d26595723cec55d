package dev.hookpress.dialect;

import dev.hookpress.job.document.TemplateId;
import dev.hookpress.job.document.TemplateLanguage;
import java.time.Instant;
import java.util.Optional;

/**
 * The report on a stored template for its client.
 *
 * @param alias the client's own name for the template
 * @param language of the newest version
 * @param version the number of the newest version
 * @param sha256 the SHA-256 of that version's text in UTF-8, in lower-case hex
 * @param updatedAt when that version was created
 * @param settingsJson the page that that version is for: a JSON object
 * @param html the text of that version, if it is to be shown
 */
public record TemplateReport(
    TemplateId id,
    Optional<String> alias,
    TemplateLanguage language,
    String name,
    int version,
    String sha256,
    Instant createdAt,
    Instant updatedAt,
    Optional<String> settingsJson,
    Optional<String> html) {}
