package dev.hookpress.template;

/** Checks templates before they are stored. Thread-safe. */
@FunctionalInterface
public interface TemplateChecker {
  /** Checks a template by compiling it. Blocking, within some seconds. */
  TemplateCheck check(String html);
}
