package dev.hookpress.api.http;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Sends files as one ZIP. It is made piece by piece, as fast as the client takes it, so that it
 * needs neither disk nor more memory than a piece.
 */
final class ArchiveSender {
  private static final int PIECE_BYTES = 64 * 1024;

  private final Vertx vertx;
  private final HttpServerResponse response;
  private final Zip zip;
  private final Promise<Void> sent = Promise.promise();

  private ArchiveSender(Vertx vertx, HttpServerResponse response, Zip zip) {
    this.vertx = vertx;
    this.response = response;
    this.zip = zip;
  }

  /** Sends the ZIP; fails, with the connection closed, if a file cannot be read any more. */
  static Future<Void> send(RoutingContext request, Answer.Archive archive) {
    HttpServerResponse response = request.response();
    archive.headers().forEach(response::putHeader);
    response.putHeader("Content-Type", "application/zip");
    if (request.request().method() == HttpMethod.HEAD) {
      return response.end();
    }
    response.setChunked(true);
    ArchiveSender sender = new ArchiveSender(request.vertx(), response, new Zip(archive));
    sender.next();
    return sender
        .sent
        .future()
        .onComplete(ended -> sender.zip.close())
        .onFailure(broken -> request.request().connection().close());
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
              } else if (read.result().length() == 0) {
                response.end().onComplete(sent);
              } else {
                response.write(read.result()).onSuccess(done -> next()).onFailure(sent::tryFail);
              }
            });
  }

  /** The ZIP as a sequence of pieces; read by one thread at a time. */
  private static final class Zip {
    private final Queue<Answer.Archive.Entry> left;
    private final ByteArrayOutputStream made = new ByteArrayOutputStream();
    private final ZipOutputStream out = new ZipOutputStream(made);
    private final byte[] piece = new byte[PIECE_BYTES];
    private InputStream current;
    private boolean ended;

    Zip(Answer.Archive archive) {
      left = new ArrayDeque<>(archive.files());
      // PDFs are compressed already.
      out.setLevel(Deflater.NO_COMPRESSION);
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
        Answer.Archive.Entry file = left.poll();
        if (file == null) {
          out.finish();
          ended = true;
          return;
        }
        current = Files.newInputStream(file.path());
        out.putNextEntry(new ZipEntry(file.name()));
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

    void close() {
      try {
        out.close();
        if (current != null) {
          current.close();
        }
      } catch (IOException unlikely) {
        throw new UncheckedIOException(unlikely);
      }
    }
  }
}
