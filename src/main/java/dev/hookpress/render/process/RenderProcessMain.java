package dev.hookpress.render.process;

import dev.hookpress.job.document.TemplateSource;
import dev.hookpress.job.pdf.VerificationReport;
import dev.hookpress.render.document.LocalRenderer;
import dev.hookpress.render.document.RenderAnswer;
import dev.hookpress.render.font.Fonts;
import dev.hookpress.render.pdf.verify.Verifier;
import dev.hookpress.render.prepared.RenderLimits;
import dev.hookpress.render.source.Sample;
import dev.hookpress.template.TemplateCheck;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.SynchronousQueue;

/**
 * The program of a render process. Reads requests from standard input and writes answers to
 * standard output, one after the other; ends at once when its input ends, since its node has then
 * ended.
 */
public final class RenderProcessMain {
  /** The argument that renders a sample and exits, to record which classes that takes. */
  static final String SAMPLE = "sample";

  /** The argument that verifies PDFs instead. */
  static final String VERIFY = "verify";

  private static final int PIPE_BYTES = 64 * 1024;
  private static final int SAMPLES = 3;
  private static final int MAX_FAULTS = 8;

  private final BlockingQueue<Message> requests = new SynchronousQueue<>();
  private final InputStream in;
  private final OutputStream out;

  private RenderProcessMain(InputStream in, OutputStream out) {
    this.in = in;
    this.out = out;
  }

  /** Runs until the input ends. */
  public static void main(String[] args) throws IOException, InterruptedException {
    InputStream in = new BufferedInputStream(new FileInputStream(FileDescriptor.in), PIPE_BYTES);
    OutputStream out =
        new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), PIPE_BYTES);
    // What a library prints must not come between the answers.
    System.setOut(System.err);
    if (args.length > 0 && args[0].equals(SAMPLE)) {
      sample();
      return;
    }
    RenderProcessMain process = new RenderProcessMain(in, out);
    if (args.length > 0 && args[0].equals(VERIFY)) {
      process.verify();
    } else {
      process.run();
    }
  }

  /** Identifies this build; a process and its node must have the same. */
  static String build() {
    String version = RenderProcessMain.class.getPackage().getImplementationVersion();
    return Message.FORMAT + " " + version;
  }

  private RequestFormat.Setup begin() throws IOException, InterruptedException {
    Thread reader = new Thread(this::read, "requests");
    reader.setDaemon(true);
    reader.start();
    return RequestFormat.setup(requests.take());
  }

  private void verify() throws IOException, InterruptedException {
    begin();
    Verifier verifier;
    try {
      verifier = new Verifier();
    } catch (LinkageError e) {
      AnswerFormat.ready(build(), "its folder has not all libraries (" + e.getMessage() + ")")
          .write(out);
      return;
    }
    AnswerFormat.ready(build(), "").write(out);
    while (true) {
      VerificationFormat.Request request = VerificationFormat.request(requests.take());
      VerificationReport report;
      try {
        report = verifier.verify(request.pdf(), request.features());
      } catch (RuntimeException | StackOverflowError | LinkageError | AssertionError e) {
        report =
            VerificationReport.undone(
                "The PDF cannot be verified (" + e.getClass().getSimpleName() + ")");
      }
      VerificationFormat.report(report).write(out);
    }
  }

  private void run() throws IOException, InterruptedException {
    RequestFormat.Setup setup = begin();
    LocalRenderer renderer;
    try {
      Optional<Path> fonts =
          setup.fontsDir().isEmpty() ? Optional.empty() : Optional.of(Path.of(setup.fontsDir()));
      renderer = new LocalRenderer(Fonts.load(fonts), setup.limits());
    } catch (RuntimeException e) {
      AnswerFormat.ready(build(), String.valueOf(e.getMessage())).write(out);
      return;
    }
    AnswerFormat.ready(build(), "").write(out);
    while (true) {
      Message request = requests.take();
      Optional<TemplateSource> template = RequestFormat.template(request);
      if (template.isPresent()) {
        AnswerFormat.checked(
                renderer.check(template.get().language(), template.get().html())
                        instanceof TemplateCheck.Refused refused
                    ? Optional.of(refused.fault())
                    : Optional.empty())
            .write(out);
        continue;
      }
      List<String> faults = new ArrayList<>();
      RenderAnswer answer =
          renderer.render(
              RequestFormat.request(request),
              fault -> {
                if (faults.size() < MAX_FAULTS) {
                  faults.add(text(fault));
                }
              });
      AnswerFormat.answer(answer, faults).write(out);
    }
  }

  /** Reads all the time, so that the end of the input is noticed during a document too. */
  private void read() {
    try {
      Optional<Message> next = Message.read(in, RequestFormat.BOUNDS);
      while (next.isPresent()) {
        requests.put(next.get());
        next = Message.read(in, RequestFormat.BOUNDS);
      }
      Runtime.getRuntime().halt(0);
    } catch (IOException | InterruptedException | RuntimeException | Error e) {
      Runtime.getRuntime().halt(1);
    }
  }

  private static String text(Throwable fault) {
    StringWriter text = new StringWriter();
    fault.printStackTrace(new PrintWriter(text, true));
    return text.toString();
  }

  private static void sample() {
    RenderLimits limits =
        new RenderLimits(
            Duration.ofMinutes(1),
            Duration.ZERO,
            10,
            1 << 20,
            10_000,
            100,
            1 << 20,
            1 << 20,
            10,
            1 << 20,
            1 << 20,
            1 << 20);
    LocalRenderer renderer = new LocalRenderer(Fonts.load(), limits);
    for (int i = 0; i < SAMPLES; i++) {
      renderer.render(Sample.request(Instant.EPOCH, limits.deadline()), fault -> {});
    }
  }
}
