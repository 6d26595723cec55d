package dev.hookpress.template;

import dev.hookpress.job.document.TemplateLanguage;

/** A template that compiles: well-formed, but it may still fail on its data. */
public final class CheckedTemplate implements TemplateCheck {
  private final TemplateLanguage language;
  private final String html;

  CheckedTemplate(TemplateLanguage language, String html) {
    this.language = language;
    this.html = html;
  }

  /** The language that the template compiles in. */
  public TemplateLanguage language() {
    return language;
  }

  /** The template as the client wrote it. */
  public String html() {
    return html;
  }
}
