package dev.hookpress.render.process;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One message on the pipes between a node and a render process: a head in JSON and blobs that the
 * head refers to by index.
 *
 * <p>On the wire, big-endian: the 4-byte {@link #FORMAT}, the length of the head, the number of
 * blobs, the length of each blob, then the head and the blobs. Both ends are of the same build.
 */
record Message(byte[] head, List<byte[]> blobs) {
  /** Differs from any text that a library may print. */
  static final int FORMAT = 0x48_50_52_01;

  Message {
    blobs = List.copyOf(blobs);
  }

  /**
   * The bounds of a message that is read. The lengths are checked before anything is allocated.
   *
   * @param headBytes of the head
   * @param blobs number of blobs
   * @param blobBytes of all blobs together
   */
  record Bounds(int headBytes, int blobs, long blobBytes) {}

  /** Writes the message and flushes. */
  void write(OutputStream stream) throws IOException {
    DataOutputStream out = new DataOutputStream(stream);
    out.writeInt(FORMAT);
    out.writeInt(head.length);
    out.writeInt(blobs.size());
    for (byte[] blob : blobs) {
      out.writeInt(blob.length);
    }
    out.write(head);
    for (byte[] blob : blobs) {
      out.write(blob);
    }
    out.flush();
  }

  /**
   * Reads a message; empty at the end of the stream.
   *
   * @throws IOException if the stream ends within a message, or the message is out of bounds
   */
  static Optional<Message> read(InputStream stream, Bounds bounds) throws IOException {
    DataInputStream in = new DataInputStream(stream);
    int first = in.read();
    if (first < 0) {
      return Optional.empty();
    }
    int format = first << 24 | in.readUnsignedByte() << 16 | in.readUnsignedShort();
    if (format != FORMAT) {
      throw new IOException("Not a message: it starts with %08x".formatted(format));
    }
    int headLength = in.readInt();
    int count = in.readInt();
    if (headLength < 0 || headLength > bounds.headBytes() || count < 0 || count > bounds.blobs()) {
      throw new IOException(
          "A head of %,d bytes or %,d blobs are out of bounds".formatted(headLength, count));
    }
    int[] lengths = new int[count];
    long total = 0;
    for (int i = 0; i < count; i++) {
      lengths[i] = in.readInt();
      total += lengths[i];
      if (lengths[i] < 0 || total > bounds.blobBytes()) {
        throw new IOException("Blobs of %,d bytes are out of bounds".formatted(total));
      }
    }
    byte[] head = exactly(in, headLength);
    List<byte[]> blobs = new ArrayList<>();
    for (int length : lengths) {
      blobs.add(exactly(in, length));
    }
    return Optional.of(new Message(head, blobs));
  }

  private static byte[] exactly(InputStream in, int length) throws IOException {
    // In pieces, so that a length alone allocates nothing.
    byte[] bytes = in.readNBytes(length);
    if (bytes.length != length) {
      throw new EOFException("The stream ended within a message");
    }
    return bytes;
  }
}
