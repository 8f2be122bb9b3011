package dev.apimage.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows the whole way on two emulated services. */
@Command(
    name = "demo",
    description = {
      "Shows the whole way without Azure.",
      "Two emulated services, one of them filled with a sample: extract to Git, publish to the"
          + " empty one, verify, and a search for every secret of the source."
    })
final class DemoCommand implements Callable<Integer> {
  private final Session session;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Where the Git repository goes. Default: a new temporary folder.")
  private Path out;

  DemoCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws IOException {
    Path folder = out == null ? Files.createTempDirectory("apimage-demo-") : session.resolve(out);
    return new Demo(session, folder, (extracted, emulator) -> {}).run();
  }
}
