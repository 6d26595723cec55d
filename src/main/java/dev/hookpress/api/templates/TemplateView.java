package dev.hookpress.api.templates;

import dev.hookpress.job.document.TemplateId;
import dev.hookpress.job.document.TemplateLanguage;
import java.time.Instant;
import java.util.Optional;

/**
 * A stored template without its text.
 *
 * @param alias the client's own name, from which the id is derived
 * @param language of the newest version
 * @param version the number of the newest version
 * @param sha256 hash of that version's text in UTF-8, in lower-case hex
 * @param updatedAt when that version was created
 * @param settingsJson the page that that version is for, in its format's own terms
 */
public record TemplateView(
    TemplateId id,
    Optional<String> alias,
    TemplateLanguage language,
    String name,
    int version,
    String sha256,
    Instant createdAt,
    Instant updatedAt,
    Optional<String> settingsJson) {}
