package dev.hookpress.template;

/** Whether a text is a template. */
public sealed interface Checked permits CheckedTemplate, Checked.Refused {
  /** It is not, and why. */
  record Refused(TemplateFault fault) implements Checked {}
}
