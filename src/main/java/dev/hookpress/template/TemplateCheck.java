package dev.hookpress.template;

import dev.hookpress.job.document.TemplateLanguage;
import java.util.Optional;

/** The result of checking a template. */
public sealed interface TemplateCheck permits CheckedTemplate, TemplateCheck.Refused {
  /** The result of a check whose fault, if any, is known. */
  static TemplateCheck of(TemplateLanguage language, String html, Optional<TemplateFault> fault) {
    return fault
        .<TemplateCheck>map(Refused::new)
        .orElseGet(() -> new CheckedTemplate(language, html));
  }

  /** The text is not a valid template. */
  record Refused(TemplateFault fault) implements TemplateCheck {}
}
