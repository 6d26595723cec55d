package dev.hookpress.render.pdf;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;

/** Collects the PDF in memory up to the byte limit. */
public final class GuardedOutput extends OutputStream {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(32 * 1024);
  private final RenderGuard guard;
  private final long bytesBefore;

  public GuardedOutput(RenderGuard guard) {
    this(guard, 0);
  }

  /**
   * @param bytesBefore bytes of other outputs, which count against the same limit
   */
  public GuardedOutput(RenderGuard guard, long bytesBefore) {
    this.guard = guard;
    this.bytesBefore = bytesBefore;
  }

  @Override
  public void write(int value) {
    guard.checkOutput(bytesBefore + bytes.size() + 1);
    bytes.write(value);
  }

  @Override
  public void write(byte[] source, int offset, int length) {
    guard.checkOutput(bytesBefore + bytes.size() + length);
    bytes.write(source, offset, length);
  }

  public byte[] toByteArray() {
    return bytes.toByteArray();
  }
}
