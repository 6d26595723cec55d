package dev.hookpress.template;

/** Whether a text is a template. */
public sealed interface TemplateCheck permits CheckedTemplate, TemplateCheck.Refused {
  /** It is not, and why. */
  record Refused(TemplateFault fault) implements TemplateCheck {}
}
