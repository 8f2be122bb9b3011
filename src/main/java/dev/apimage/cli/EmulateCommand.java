package dev.apimage.cli;

import dev.apimage.azure.ArmConnection;
import dev.apimage.azure.ArmOptions;
import dev.apimage.azure.Cloud;
import dev.apimage.azure.Target;
import dev.apimage.emulator.Emulator;
import dev.apimage.emulator.EmulatorOptions;
import dev.apimage.model.Code;
import dev.apimage.model.Problem;
import dev.apimage.model.ProblemException;
import java.io.IOException;
import java.net.BindException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Serves API Management's management interface on this machine. */
@Command(
    name = "emulate",
    description = {
      "Serves API Management's management interface on this machine, without Azure.",
      "Prints 'ready http://127.0.0.1:N' when it listens; ends with an interrupt."
    })
final class EmulateCommand implements Callable<Integer> {
  private static final Pattern TIME = Pattern.compile("([0-9]{1,9})(ms|s)");

  private final Session session;
  private final CountDownLatch end = new CountDownLatch(1);

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @Option(names = "--port", paramLabel = "N", defaultValue = "0", description = "0 picks one.")
  private int port;

  @Option(
      names = {"-n", "--service"},
      paramLabel = "NAME",
      description = "A service that exists at the start; may be repeated. Default: apim.")
  private List<String> services = List.of("apim");

  @Option(
      names = "--load",
      paramLabel = "FOLDER",
      description =
          "Publish this artefact folder to the first service; secrets without a source"
              + " get random values.")
  private Path load;

  @Option(names = "--env", paramLabel = "NAME", description = "The environment for --load.")
  private String environment;

  @Option(
      names = "--empty",
      description = "Services hold only what none lacks, without the sample API and products.")
  private boolean empty;

  @Option(
      names = "--sku",
      paramLabel = "NAME",
      defaultValue = "Premium",
      description =
          "The pricing tier: Consumption, Developer, Basic, Standard, Premium, BasicV2, StandardV2"
              + " or PremiumV2. Default: ${DEFAULT-VALUE}.")
  private String sku;

  @Option(
      names = "--latency",
      paramLabel = "TIME",
      defaultValue = "0ms",
      description = "How much later each answer comes, such as 50ms.")
  private String latency;

  @Option(
      names = "--throttle",
      paramLabel = "arm|none",
      defaultValue = "none",
      description = "arm: answer 429 as Azure Resource Manager does.")
  private String throttle;

  @Option(
      names = "--faults",
      paramLabel = "SPEC",
      defaultValue = "",
      description =
          "Fail on purpose: rate=0.1,seed=7[,kinds=429+409][,methods=PUT][,paths=…]"
              + "[,requests=500]. README lists the kinds.")
  private String faults;

  @Option(
      names = "--keyvault",
      paramLabel = "lenient|strict",
      defaultValue = "lenient",
      description = "strict: a Key Vault reference must name a secret of the emulated vault.")
  private String keyVault;

  @Option(
      names = "--readonly-token",
      paramLabel = "TOKEN",
      defaultValue = "",
      description = "A bearer token that may read and nothing else.")
  private String readonlyToken;

  @Option(
      names = "--token",
      paramLabel = "TOKEN",
      defaultValue = "",
      description = "The one bearer token that is taken; any is without this.")
  private String token;

  @Option(names = "--https", description = "Serve TLS with a certificate made at the start.")
  private boolean https;

  @Option(
      names = "--ca-file",
      paramLabel = "FILE",
      description = "With --https: where the authority to trust is written, as PEM.")
  private Path caFile;

  @Option(
      names = "--state",
      paramLabel = "FILE",
      description = "Keep services and the secrets of vaults in this file, across restarts.")
  private Path state;

  @Option(names = "--log", paramLabel = "FILE", description = "One JSON line per request.")
  private Path log;

  EmulateCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws IOException {
    try (Emulator emulator = start()) {
      if (load != null) {
        emulator.fill(this::load);
      }
      emulator.authority().ifPresent(this::writeAuthority);
      session.out().println("ready " + emulator.uri());
      session.out().flush();
      Runtime.getRuntime().addShutdownHook(new Thread(emulator::close, "emulator-end"));
      serve();
    }
    return ExitCode.DONE;
  }

  /** Until the process ends, or who runs the command on a thread interrupts that. */
  private void serve() {
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Emulator start() {
    needs(caFile != null, "--ca-file", https, "--https");
    needs(environment != null, "--env", load != null, "--load");
    EmulatorOptions options =
        EmulatorOptions.defaults()
            .withPort(port)
            .withServices(services.toArray(new String[0]))
            .withEmpty(empty)
            .withSku(sku)
            .withLatency(time(latency))
            .withThrottled(word(throttle, "--throttle", "arm", "none"))
            .withStrictKeyVault(word(keyVault, "--keyvault", "strict", "lenient"))
            .withReadonlyToken(readonlyToken)
            .withToken(token)
            .withHttps(https)
            .withRemembered(0)
            .withFaults(faults);
    options = log == null ? options : options.withLog(session.resolve(log));
    options = state == null ? options : options.withState(session.resolve(state));
    try {
      return Emulator.start(options);
    } catch (IllegalArgumentException e) {
      throw wrong(e.getMessage());
    } catch (BindException e) {
      throw new ProblemException(
          Problem.error(
                  Code.UNREADABLE_FILE,
                  "the emulator cannot start on port " + port + ": " + e.getMessage())
              .advise("Choose another --port, or 0 for any."));
    } catch (IOException e) {
      throw new ProblemException(
          Problem.error(Code.UNREADABLE_FILE, "the emulator cannot start: " + e.getMessage()));
    }
  }

  private boolean word(String said, String option, String yes, String no) {
    if (said.equals(yes) || said.equals(no)) {
      return said.equals(yes);
    }
    throw wrong(option + " is " + yes + " or " + no + ", not " + said + ".");
  }

  private Duration time(String text) {
    Matcher time = TIME.matcher(text);
    if (!time.matches()) {
      throw wrong("--latency is a time such as 50ms or 2s, not " + text + ".");
    }
    long number = Long.parseLong(time.group(1));
    return time.group(2).equals("ms") ? Duration.ofMillis(number) : Duration.ofSeconds(number);
  }

  private CommandLine.ParameterException wrong(String message) {
    return new CommandLine.ParameterException(spec.commandLine(), message);
  }

  /** An option that would do nothing without another one. */
  private void needs(boolean given, String option, boolean other, String needed) {
    if (given && !other) {
      throw wrong(option + " does nothing without " + needed + ".");
    }
  }

  private void writeAuthority(String pem) {
    if (caFile != null) {
      ReportFile.write(session.resolve(caFile), pem);
    }
  }

  private void load(URI address) {
    Cloud cloud = Cloud.at(address.toString());
    ArmConnection connection =
        new ArmConnection(
            new Target("emulator", "emulator", services.get(0), cloud), ArmOptions.defaults());
    new Loading(session, session.resolve(load), environment).into(connection);
  }
}
