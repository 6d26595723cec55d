package dev.hookpress.bench;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;

/** Runs a {@link Receiver} in a separate JVM. */
final class ReceiverProcess implements AutoCloseable {
  private final Process process;
  private final BufferedReader out;
  private final BufferedWriter in;
  private final List<URI> hooks;

  private ReceiverProcess(Process process) throws IOException {
    this.process = process;
    this.out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    this.in =
        new BufferedWriter(
            new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
    this.hooks =
        Stream.of(out.readLine().split(" "))
            .map(port -> URI.create("http://127.0.0.1:" + port + "/hooks/pdf"))
            .toList();
  }

  static ReceiverProcess start(int origins) throws IOException {
    return new ReceiverProcess(
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                Receiver.class.getName(),
                Integer.toString(origins))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start());
  }

  /** One URL per origin. */
  List<URI> hooks() {
    return hooks;
  }

  ProcessHandle handle() {
    return process.toHandle();
  }

  /** Returns the counts since the last call and resets them. */
  Arrivals reset() {
    return ask("reset");
  }

  /** Returns the counts since the last {@link #reset}. */
  Arrivals report() {
    return ask("report");
  }

  /**
   * Lets one origin in {@code every}, starting with the first, read and never answer; 0: all
   * answer, pending requests included.
   */
  void hang(int every) {
    ask("hang " + every);
  }

  /**
   * Measures, from now on, the age of these times at the arrival of the requests that carry them.
   *
   * @param butEvery excludes the origins that hang if {@link #hang} is given the same number; 0:
   *     none
   */
  void measure(int butEvery, Set<Moment> moments) {
    String names = moments.stream().map(Moment::name).collect(Collectors.joining(","));
    ask(("measure " + butEvery + " " + names).strip());
  }

  /** In microseconds, since the last {@link #reset} or {@link #measure}. */
  Histogram latencies(Moment moment) {
    return Latencies.decoded(said("histogram " + moment));
  }

  private Arrivals ask(String question) {
    String[] words = said(question).split(" ");
    return new Arrivals(
        Long.parseLong(words[0]),
        Long.parseLong(words[1]),
        Long.parseLong(words[2]),
        Integer.parseInt(words[3]),
        Long.parseLong(words[4]));
  }

  private String said(String question) {
    try {
      in.write(question + "\n");
      in.flush();
      String answer = out.readLine();
      if (answer == null) {
        throw new IllegalStateException("The receiver has ended");
      }
      return answer;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Closes its standard input, which ends it. */
  @Override
  public void close() throws IOException {
    in.close();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
    }
  }
}
