package dev.hookpress.template;

import dev.hookpress.job.document.TemplateLanguage;
import java.util.Optional;

/** A template that compiles: well-formed, but it may still fail on its data. */
public final class CheckedTemplate implements TemplateCheck {
  private final TemplateLanguage language;
  private final String html;
  private final Optional<String> settingsJson;

  CheckedTemplate(TemplateLanguage language, String html) {
    this(language, html, Optional.empty());
  }

  private CheckedTemplate(TemplateLanguage language, String html, Optional<String> settingsJson) {
    this.language = language;
    this.html = html;
    this.settingsJson = settingsJson;
  }

  /** A copy with the page that the template is for, in its format's own terms. */
  public CheckedTemplate with(Optional<String> settings) {
    return new CheckedTemplate(language, html, settings);
  }

  /** The language that the template compiles in. */
  public TemplateLanguage language() {
    return language;
  }

  /** The template as the client wrote it. */
  public String html() {
    return html;
  }

  /** The page that the template is for: a JSON object. */
  public Optional<String> settingsJson() {
    return settingsJson;
  }
}
