package dev.apimage.cli;

import dev.apimage.azure.Progress;
import dev.apimage.plan.Change;
import dev.apimage.publish.PublishListener;
import java.time.Duration;

/** Tells on the error stream why nothing moves, and how far a publish is. */
final class ConsoleProgress implements Progress, PublishListener {
  private static final int EVERY = 50;

  private final Session session;

  ConsoleProgress(Session session) {
    this.session = session;
  }

  @Override
  public void waiting(Duration left, String why) {
    tell("waiting " + left.toSeconds() + " s " + why);
  }

  @Override
  public void polling(String what, Duration since) {
    if (since.toSeconds() >= 5) {
      tell("waiting for " + what + " [" + time(since) + "]");
    }
  }

  @Override
  public void ended(Change change, int ended, int all) {
    if (ended % EVERY == 0 && ended < all) {
      tell("published " + ended + " of " + all);
    }
  }

  private static String time(Duration since) {
    return String.format(
        java.util.Locale.ROOT, "%02dm%02ds", since.toMinutes(), since.toSecondsPart());
  }

  private synchronized void tell(String line) {
    session.err().println(line);
    session.err().flush();
  }
}
