package dev.hookpress.mail;

import dev.hookpress.deliver.MailResult;
import dev.hookpress.deliver.MailSender;
import dev.hookpress.dialect.email.EmailContent;
import dev.hookpress.job.NotificationId;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Sends e-mail through one relay, on as many threads as there may be connections: the mail library
 * blocks. Each thread has a connection of its own, and both end when they are idle.
 */
public final class SmtpMailSender implements MailSender {
  // Relays close idle connections after minutes; closing them earlier avoids dead ones.
  private static final int KEPT_IDLE_SECONDS = 30;
  // By then the dispatcher has the result of every e-mail.
  private static final int CLOSE_SECONDS = 5;

  private final SmtpRelay relay;
  private final ThreadLocal<RelayConnection> connection = new ThreadLocal<>();
  private final Promise<Void> closed = Promise.promise();
  private final ThreadPoolExecutor senders;
  private final ScheduledThreadPoolExecutor deadlines;

  /** Creates a sender, which connects with its first e-mail. */
  public SmtpMailSender(SmtpRelay relay) {
    this.relay = relay;
    this.deadlines =
        new ScheduledThreadPoolExecutor(1, task -> daemon(task, "hookpress-mail-deadlines"));
    this.deadlines.setRemoveOnCancelPolicy(true);
    this.senders =
        new ThreadPoolExecutor(
            relay.connections(),
            relay.connections(),
            KEPT_IDLE_SECONDS,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(relay.maxWaiting()),
            task -> daemon(() -> runThenDisconnect(task), "hookpress-mail")) {
          @Override
          protected void terminated() {
            deadlines.shutdownNow();
            closed.complete();
          }
        };
    this.senders.allowCoreThreadTimeOut(true);
  }

  /** Completes on the caller's Vert.x context, if it has one. */
  @Override
  public Future<MailResult> post(NotificationId id, EmailContent content, Instant now) {
    Delivery delivery = new Delivery(new OutgoingEmail(relay.from(), id, content, now));
    delivery.start();
    Context caller = Vertx.currentContext();
    if (caller == null) {
      return delivery.result.future();
    }
    Promise<MailResult> there = Promise.promise();
    delivery.result.future().onSuccess(it -> caller.runOnContext(on -> there.complete(it)));
    return there.future();
  }

  /** Takes no more e-mails, and closes every connection once it is idle. */
  public Future<Void> close() {
    senders.shutdown();
    return closed.future().timeout(CLOSE_SECONDS, TimeUnit.SECONDS).otherwiseEmpty();
  }

  private void runThenDisconnect(Runnable task) {
    try {
      task.run();
    } finally {
      if (connection.get() != null) {
        connection.get().close();
      }
    }
  }

  private static Thread daemon(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }

  /** One e-mail, from the call to its result, which comes by the deadline. */
  private final class Delivery implements Runnable {
    private final OutgoingEmail email;
    private final long began = System.nanoTime();
    private final Promise<MailResult> result = Promise.promise();
    private ScheduledFuture<?> deadline;
    private RelayConnection used;

    Delivery(OutgoingEmail email) {
      this.email = email;
    }

    void start() {
      try {
        deadline =
            deadlines.schedule(this::expire, relay.deadline().toMillis(), TimeUnit.MILLISECONDS);
        senders.execute(this);
      } catch (RejectedExecutionException e) {
        end(unreachable(MailResult.Kind.BUSY, "too many mails wait for a connection"));
      }
    }

    @Override
    public void run() {
      RelayConnection ours = connection.get();
      if (ours == null || ours.isAborted()) {
        ours = new RelayConnection(relay);
        connection.set(ours);
      }
      if (!use(ours)) {
        return;
      }
      try {
        ours.send(email.message(ours.session()));
        end(new MailResult.Accepted(relay.name(), email.messageId(), took()));
      } catch (Exception e) {
        MailResult failed = SmtpFailure.mailResult(e, relay.name(), took());
        end(failed);
        if (failed instanceof MailResult.Unreachable) {
          ours.abort();
        }
      }
    }

    private synchronized boolean use(RelayConnection ours) {
      used = ours;
      return !result.future().isComplete();
    }

    private synchronized void end(MailResult it) {
      used = null;
      if (deadline != null) {
        deadline.cancel(false);
      }
      result.tryComplete(it);
    }

    private synchronized void expire() {
      String limit = relay.deadline().toSeconds() + " s";
      if (used == null) {
        senders.remove(this);
        end(unreachable(MailResult.Kind.BUSY, "no connection was free within " + limit));
      } else {
        RelayConnection silent = used;
        end(unreachable(MailResult.Kind.TIMEOUT, relay.name() + " did not answer within " + limit));
        // Frees the thread, whatever it waits for.
        silent.abort();
      }
    }

    private MailResult unreachable(MailResult.Kind kind, String message) {
      return new MailResult.Unreachable(kind, message, took());
    }

    private Duration took() {
      return Duration.ofNanos(System.nanoTime() - began);
    }
  }
}
