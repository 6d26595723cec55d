package dev.hookpress.cli;

import dev.hookpress.config.Settings;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Asks the node of this machine whether it lives: the health check of an image without tools. */
@Command(
    name = "health",
    description = "Asks the node on this machine whether it lives, or is ready; 0 if it is.",
    mixinStandardHelpOptions = true)
public final class HealthCommand implements Callable<Integer> {
  private static final int OK = 200;
  private static final int PATIENCE_MILLIS = 3_000;

  /** As in {@code HTTP/1.0 200}. */
  private static final int STATUS_LINE_BYTES = 12;

  private static final String HERE = "127.0.0.1";

  private final ProcessEnvironment environment;

  @Spec private CommandSpec spec;

  @Option(names = "--ready", description = "asks whether it takes requests")
  private boolean ready;

  public HealthCommand(ProcessEnvironment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() {
    environment.logAs("text");
    Settings.Management management = environment.settings(Optional.empty()).management();
    String host = management.host().filter(given -> !given.equals("0.0.0.0")).orElse(HERE);
    String path = ready ? "/health/ready" : "/health/live";
    String named = host.contains(":") ? "[" + host + "]" : host;
    URI uri = URI.create("http://" + named + ":" + management.port() + path);
    String found;
    try {
      int status = status(uri);
      if (status == OK) {
        return 0;
      }
      found = "status " + status;
    } catch (IOException e) {
      found = e.toString();
    }
    spec.commandLine().getErr().println(uri + ": " + found);
    return ExitCodes.FAILED;
  }

  private static int status(URI uri) throws IOException {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(uri.getHost(), uri.getPort()), PATIENCE_MILLIS);
      socket.setSoTimeout(PATIENCE_MILLIS);
      String request = "GET " + uri.getPath() + " HTTP/1.0\r\nHost: localhost\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      byte[] line = socket.getInputStream().readNBytes(STATUS_LINE_BYTES);
      String answer = new String(line, StandardCharsets.US_ASCII);
      if (!answer.matches("HTTP/1[.][01] [0-9]{3}")) {
        throw new IOException("no HTTP");
      }
      return Integer.parseInt(answer.substring(STATUS_LINE_BYTES - 3));
    }
  }
}
