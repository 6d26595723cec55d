package dev.hookpress.template;

/** What became of a template and its data. */
public sealed interface Rendering {
  /** HTML. Still hostile: the template is the client's. */
  record Html(String html) implements Rendering {}

  /** There is none, and why. */
  record Failed(TemplateFault fault) implements Rendering {}
}
