package dev.hookpress.job.document;

/** The text of a stored template's version and the language that it is in. */
public record TemplateSource(TemplateLanguage language, String html) {}
