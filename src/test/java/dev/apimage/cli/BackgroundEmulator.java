package dev.apimage.cli;

import dev.apimage.azure.Timekeeper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code apimage emulate} on a thread of its own and a free port. */
final class BackgroundEmulator {
  private static final Pattern READY = Pattern.compile("ready (http://\\S+)\\s");

  private final Thread thread;
  private final String uri;

  private BackgroundEmulator(Thread thread, String uri) {
    this.thread = thread;
    this.uri = uri;
  }

  static BackgroundEmulator start(Path directory, List<String> words) throws InterruptedException {
    List<String> free = new ArrayList<>(words);
    int port = free.indexOf("--port");
    if (port >= 0) {
      free.set(port + 1, "0");
    }
    StringWriter said = new StringWriter();
    PrintWriter writer = new PrintWriter(said, true);
    Session session =
        new Session(
            writer, writer, Optional.empty(), name -> null, directory, false, Timekeeper.SYSTEM);
    Thread thread = new Thread(() -> Apimage.run(session, free.toArray(new String[0])), "emulate");
    thread.setDaemon(true);
    thread.start();
    Matcher ready = READY.matcher(said.toString());
    while (!ready.find()) {
      if (!thread.isAlive()) {
        throw new AssertionError("the emulator ended: " + said);
      }
      Thread.sleep(10);
      ready = READY.matcher(said.toString());
    }
    return new BackgroundEmulator(thread, ready.group(1));
  }

  String uri() {
    return uri;
  }

  void stop() {
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
