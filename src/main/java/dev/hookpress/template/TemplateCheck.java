package dev.hookpress.template;

/** The result of checking a template. */
public sealed interface TemplateCheck permits CheckedTemplate, TemplateCheck.Refused {
  /** The text is not a valid template. */
  record Refused(TemplateFault fault) implements TemplateCheck {}
}
