package dev.hookpress.template;

/** A template that compiles: well-formed, but it may still fail on its data. */
public final class CheckedTemplate implements TemplateCheck {
  private final String html;

  CheckedTemplate(String html) {
    this.html = html;
  }

  /** The template as the client wrote it. */
  public String html() {
    return html;
  }
}
