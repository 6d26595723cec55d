package dev.hookpress.redis;

import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.commons.codec.digest.DigestUtils;

/** A script in {@code lua/}. A missing file prevents the start. */
enum LuaScript {
  RECORD_ERROR("record_error"),
  HOLD_BLOCK("hold_block"),
  READ_ERRORS("read_errors"),
  TAKE_TOKEN("take_token"),
  TAKE_DAILY("take_daily");

  private final String text;
  private final String sha1;

  LuaScript(String name) {
    this.text = load("/lua/" + name + ".lua");
    this.sha1 = DigestUtils.sha1Hex(text);
  }

  /**
   * Runs the script by its hash; sends its text if the server does not know the hash (any more).
   */
  Future<Response> run(Redis redis, List<String> keys, List<String> arguments) {
    return redis
        .send(request(Command.EVALSHA, sha1, keys, arguments))
        .recover(
            cause ->
                cause.getMessage() != null && cause.getMessage().startsWith("NOSCRIPT")
                    ? redis.send(request(Command.EVAL, text, keys, arguments))
                    : Future.failedFuture(cause));
  }

  private static Request request(
      Command command, String script, List<String> keys, List<String> arguments) {
    Request request = Request.cmd(command).arg(script).arg(keys.size());
    keys.forEach(request::arg);
    arguments.forEach(request::arg);
    return request;
  }

  private static String load(String file) {
    try (InputStream in = LuaScript.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException("The script " + file + " is not in the program.");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
