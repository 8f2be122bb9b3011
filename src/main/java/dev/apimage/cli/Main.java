package dev.apimage.cli;

/** The process. */
public final class Main {
  private Main() {}

  /**
   * Runs a command and ends the process with its exit code.
   *
   * @param args the command line
   */
  public static void main(String[] args) {
    Session session = Session.ofProcess();
    // Java's own way would print the message, which may hold anything.
    Thread.setDefaultUncaughtExceptionHandler((thread, e) -> Apimage.fault(session, e));
    int code = Apimage.run(session, args);
    session.out().flush();
    session.err().flush();
    System.exit(code);
  }
}
