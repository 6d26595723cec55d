package dev.hookpress.render.document;

import dev.hookpress.job.document.TemplateLanguage;
import dev.hookpress.render.prepared.RenderRequest;
import dev.hookpress.template.TemplateCheck;
import dev.hookpress.template.TemplateChecker;
import java.util.function.Consumer;

/** Renders documents, one at a time on each thread, and checks templates. */
public interface DocumentRenderer extends TemplateChecker, AutoCloseable {
  /**
   * Renders a document on the calling thread, for about the rest of its deadline. Any failure that
   * the document causes is an answer; an exception is a failure of the renderer, and the document
   * can be rendered again.
   *
   * @param faults receives, on this thread, each failure that is a defect of the layout engine,
   *     whether or not another attempt succeeds
   */
  RenderAnswer render(RenderRequest request, Consumer<Throwable> faults);

  /**
   * Renders something small for people who wait for it, beside the documents, without waiting for
   * one of them; one at a time, and never while a template is checked.
   *
   * @throws IllegalStateException if it cannot be rendered now
   */
  RenderAnswer draw(RenderRequest request);

  /**
   * Checks a template beside the documents, without waiting for one of them.
   *
   * @throws IllegalStateException if it cannot be checked now
   */
  @Override
  TemplateCheck check(TemplateLanguage language, String template);

  /** Ends what the renderer has started, within some seconds. Blocking. */
  @Override
  void close();
}
