package dev.hookpress.template;

import dev.hookpress.job.document.TemplateLanguage;

/** Checks templates before they are stored. Thread-safe. */
@FunctionalInterface
public interface TemplateChecker {
  /** Checks a template by compiling it. Blocking, within some seconds. */
  TemplateCheck check(TemplateLanguage language, String html);

  /** Checks a Handlebars template. */
  default TemplateCheck check(String html) {
    return check(TemplateLanguage.HANDLEBARS, html);
  }
}
