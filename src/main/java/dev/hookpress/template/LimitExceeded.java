package dev.hookpress.template;

import com.github.jknack.handlebars.HandlebarsException;

/**
 * Thrown when a limit is exceeded. Extends the library's exception, the only type that it does not
 * wrap.
 */
final class LimitExceeded extends HandlebarsException {
  private static final long serialVersionUID = 1;

  private final transient TemplateFault fault;

  LimitExceeded(TemplateFault fault) {
    super(fault.message(), null);
    this.fault = fault;
  }

  TemplateFault fault() {
    return fault;
  }
}
