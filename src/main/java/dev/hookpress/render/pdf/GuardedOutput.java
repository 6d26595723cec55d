package dev.hookpress.render.pdf;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;

/** Collects the PDF in memory up to the byte cap. */
final class GuardedOutput extends OutputStream {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(32 * 1024);
  private final RenderGuard guard;

  GuardedOutput(RenderGuard guard) {
    this.guard = guard;
  }

  @Override
  public void write(int value) {
    guard.checkOutput(bytes.size() + 1L);
    bytes.write(value);
  }

  @Override
  public void write(byte[] source, int offset, int length) {
    guard.checkOutput((long) bytes.size() + length);
    bytes.write(source, offset, length);
  }

  byte[] toByteArray() {
    return bytes.toByteArray();
  }
}
