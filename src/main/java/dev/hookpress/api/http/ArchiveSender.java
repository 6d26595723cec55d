package dev.hookpress.api.http;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * Sends files as one ZIP. It is made piece by piece, as fast as the client takes it, so that it
 * needs neither disk nor more memory than a piece. The same files make the same bytes, of a size
 * that is known before, so that a download can be resumed.
 */
final class ArchiveSender {
  private static final int PIECE_BYTES = 64 * 1024;
  // What a ZIP has before each file and of each in its directory, without the name, and at its end
  // (APPNOTE 4.3); and what more there is beyond 4 GiB.
  private static final int HEAD_BYTES = 30;
  private static final int ENTRY_BYTES = 46;
  private static final int END_BYTES = 22;
  private static final long LARGE = 0xFFFF_FFFFL;
  private static final int LARGE_ENTRY_BYTES = 12;
  private static final int LARGE_END_BYTES = 56 + 20;

  private final Vertx vertx;
  private final HttpServerResponse response;
  private final Zip zip;
  private final Promise<Void> sent = Promise.promise();
  private long skipped;
  private long left;

  private ArchiveSender(Vertx vertx, HttpServerResponse response, Zip zip, long first, long left) {
    this.vertx = vertx;
    this.response = response;
    this.zip = zip;
    this.skipped = first;
    this.left = left;
  }

  /** A file as it is found. */
  private record Found(Answer.Archive.Entry entry, long bytes, FileTime modified) {}

  /**
   * Sends the ZIP; fails before anything is sent, or with the connection closed, if a file cannot
   * be read any more.
   */
  static Future<Void> send(RoutingContext request, Answer.Archive archive) {
    return request
        .vertx()
        .executeBlocking(() -> found(archive), false)
        .compose(
            files -> {
              archive.headers().forEach(request.response()::putHeader);
              return FileSender.send(
                  request,
                  version(files),
                  "application/zip",
                  (first, length) -> send(request, files, first, length));
            });
  }

  private static List<Found> found(Answer.Archive archive) throws IOException {
    List<Found> files = new ArrayList<>();
    for (Answer.Archive.Entry each : archive.files()) {
      files.add(new Found(each, Files.size(each.path()), Files.getLastModifiedTime(each.path())));
    }
    return files;
  }

  private static FileSender.Version version(List<Found> files) {
    StringBuilder content = new StringBuilder();
    FileTime modified = FileTime.from(Instant.EPOCH);
    long bytes = 0;
    long directory = END_BYTES;
    for (Found each : files) {
      String name = each.entry().name();
      content.append(name).append(' ').append(each.bytes()).append(' ').append(each.modified());
      content.append('\n');
      modified = modified.compareTo(each.modified()) < 0 ? each.modified() : modified;
      int named = name.getBytes(StandardCharsets.UTF_8).length;
      directory += ENTRY_BYTES + named + (bytes >= LARGE ? LARGE_ENTRY_BYTES : 0);
      bytes += HEAD_BYTES + named + each.bytes();
    }
    bytes += directory + (bytes >= LARGE ? LARGE_END_BYTES : 0);
    String tag = "\"" + DigestUtils.sha256Hex(content.toString()).substring(0, 32) + "\"";
    return new FileSender.Version(tag, modified.toInstant(), bytes);
  }

  private static Future<Void> send(
      RoutingContext request, List<Found> files, long first, long length) {
    HttpServerResponse response = request.response();
    response.putHeader("Content-Length", Long.toString(length));
    ArchiveSender sender =
        new ArchiveSender(request.vertx(), response, new Zip(files), first, length);
    sender.next();
    return sender.sent.future().onComplete(ended -> sender.zip.close());
  }

  private void next() {
    vertx
        .executeBlocking(zip::next, false)
        .onComplete(
            read -> {
              if (read.failed()) {
                sent.tryFail(read.cause());
              } else if (response.closed()) {
                // The client has left.
                sent.tryComplete();
              } else {
                pass(read.result());
              }
            });
  }

  private void pass(Buffer piece) {
    int from = (int) Math.min(skipped, piece.length());
    int to = (int) Math.min(from + left, piece.length());
    skipped -= from;
    left -= to - from;
    if (left == 0 || piece.length() == 0) {
      response.end(piece.slice(from, to)).onComplete(sent);
    } else if (from == to) {
      next();
    } else {
      response.write(piece.slice(from, to)).onSuccess(done -> next()).onFailure(sent::tryFail);
    }
  }

  /** The ZIP as a sequence of pieces; read by one thread at a time. */
  private static final class Zip {
    private final Queue<Found> left;
    private final ByteArrayOutputStream made = new ByteArrayOutputStream();
    private final ZipOutputStream out = new ZipOutputStream(made);
    private final byte[] piece = new byte[PIECE_BYTES];
    private InputStream current;
    private boolean ended;

    Zip(List<Found> files) {
      left = new ArrayDeque<>(files);
    }

    /** The next piece; empty at the end. */
    Buffer next() throws IOException {
      while (made.size() == 0 && !ended) {
        advance();
      }
      Buffer next = Buffer.buffer(made.toByteArray());
      made.reset();
      return next;
    }

    private void advance() throws IOException {
      if (current == null) {
        Found file = left.poll();
        if (file == null) {
          out.finish();
          ended = true;
          return;
        }
        ZipEntry entry = entry(file);
        current = Files.newInputStream(file.entry().path());
        out.putNextEntry(entry);
      }
      int read = current.read(piece);
      if (read < 0) {
        current.close();
        current = null;
        out.closeEntry();
      } else {
        out.write(piece, 0, read);
      }
    }

    /** PDFs are compressed already. What is stored plainly has its checksum before its bytes. */
    private ZipEntry entry(Found file) throws IOException {
      CRC32 checksum = new CRC32();
      try (InputStream in = Files.newInputStream(file.entry().path())) {
        for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
          checksum.update(piece, 0, read);
        }
      }
      ZipEntry entry = new ZipEntry(file.entry().name());
      entry.setMethod(ZipEntry.STORED);
      entry.setSize(file.bytes());
      entry.setCrc(checksum.getValue());
      entry.setTimeLocal(LocalDateTime.ofInstant(file.modified().toInstant(), ZoneOffset.UTC));
      return entry;
    }

    void close() {
      try {
        if (current != null) {
          current.close();
        }
      } catch (IOException unlikely) {
        throw new UncheckedIOException(unlikely);
      }
    }
  }
}
