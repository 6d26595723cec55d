package dev.hookpress.mail;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;

/** A socket that reads a bounded number of bytes, since the mail library keeps a whole reply. */
final class RelaySocket extends Socket {
  /** A connection's replies have some tens of KiB, with certificates. */
  private static final int MAX_READ = 1 << 20;

  private int left = MAX_READ;

  @Override
  public InputStream getInputStream() throws IOException {
    return new FilterInputStream(super.getInputStream()) {
      @Override
      public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
      }

      @Override
      public int read(byte[] bytes, int from, int max) throws IOException {
        if (left == 0) {
          throw new IOException("its replies exceed " + MAX_READ + " bytes");
        }
        int count = super.read(bytes, from, Math.min(max, left));
        left -= Math.max(count, 0);
        return count;
      }
    };
  }
}
