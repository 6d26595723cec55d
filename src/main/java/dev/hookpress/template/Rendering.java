package dev.hookpress.template;

/** The result of rendering a template with its data. */
public sealed interface Rendering {
  /** The HTML, still untrusted because the template comes from a client. */
  record Html(String html) implements Rendering {}

  /** Rendering failed. */
  record Failed(TemplateFault fault) implements Rendering {}
}
