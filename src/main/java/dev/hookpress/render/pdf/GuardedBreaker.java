package dev.hookpress.render.pdf;

import com.openhtmltopdf.extend.FSTextBreaker;

/** A text breaker that checks the deadline: layout breaks text constantly, so it stops in time. */
final class GuardedBreaker implements FSTextBreaker {
  private final FSTextBreaker breaker;
  private final RenderGuard guard;

  GuardedBreaker(FSTextBreaker breaker, RenderGuard guard) {
    this.breaker = breaker;
    this.guard = guard;
  }

  @Override
  public int next() {
    guard.checkDeadline();
    return breaker.next();
  }

  @Override
  public void setText(String text) {
    guard.checkDeadline();
    breaker.setText(text);
  }
}
