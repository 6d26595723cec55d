package dev.hookpress.template;

/** A template that has been compiled once: it may fail on its data, but is not malformed. */
public final class CheckedTemplate implements TemplateCheck {
  private final String html;

  CheckedTemplate(String html) {
    this.html = html;
  }

  /** As the client wrote it. */
  public String html() {
    return html;
  }
}
