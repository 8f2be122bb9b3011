package dev.apimage.cli;

import dev.apimage.azure.ArmConnection;
import dev.apimage.azure.ArmOptions;
import dev.apimage.azure.Cloud;
import dev.apimage.azure.Target;
import dev.apimage.emulator.Emulator;
import dev.apimage.emulator.EmulatorOptions;
import dev.apimage.emulator.LoggedRequest;
import dev.apimage.extract.Extraction;
import dev.apimage.extract.Extractor;
import dev.apimage.folder.ArtefactFolder;
import dev.apimage.folder.Author;
import dev.apimage.folder.GitRepository;
import dev.apimage.kind.Kind;
import dev.apimage.model.Secret;
import dev.apimage.prove.Proof;
import dev.apimage.prove.Prover;
import dev.apimage.prove.RealSecret;
import dev.apimage.prove.SecretFetcher;
import dev.apimage.publish.Outcome;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * The whole way on two emulated services: a sample becomes a service, the service a folder in Git,
 * the folder another service. At the end an auditor with all permissions fetches every secret of
 * the source and looks for it in the folder and in Git's objects.
 */
final class Demo {
  private static final String SOURCE = "contoso-source";
  private static final String TARGET = "contoso-target";
  private static final int PARALLELISM = 8;

  /** By this name the emulator's log tells the auditor from the tool. */
  private static final String AUDITOR = "apimage-demo-auditor";

  private static final int FEWEST_SECRETS = 20;

  private final Session session;
  private final Path folder;
  private final BiConsumer<Path, URI> afterExtract;

  /**
   * A demonstration.
   *
   * @param folder where the Git repository goes
   * @param afterExtract what somebody does to the folder before it is committed, given the
   *     emulator's address; a test plants a leak there
   */
  Demo(Session session, Path folder, BiConsumer<Path, URI> afterExtract) {
    this.session = session;
    this.folder = folder;
    this.afterExtract = afterExtract;
  }

  /** Runs it; the exit code. */
  int run() throws IOException {
    Path sample = Files.createTempDirectory("apimage-sample-");
    try (Emulator emulator =
        Emulator.start(EmulatorOptions.defaults().withServices(SOURCE, TARGET).withEmpty(true))) {
      Sample.copyTo(sample);
      return run(emulator, sample);
    } finally {
      Sample.delete(sample);
    }
  }

  private int run(Emulator emulator, Path sample) throws IOException {
    say("1. Two emulated services listen at " + emulator.uri() + ", both of them empty.");
    Outcome filled = new Loading(session, sample, null).into(connect(emulator, SOURCE));
    say(
        "2. "
            + SOURCE
            + " was filled with the sample: "
            + filled.done().size()
            + " resources, "
            + filled.newKeys().size()
            + " subscriptions among them.");
    Mark mark = new Mark(emulator);
    Extraction extraction = extract(emulator);
    say(
        "3. Extracted "
            + extraction.resources()
            + " resources with "
            + mark.requests()
            + " requests, "
            + mark.writes()
            + " of them writes, into "
            + folder
            + ", committed to Git.");
    SecretFetcher.Fetched secrets =
        SecretFetcher.all(audit(emulator, SOURCE), ArtefactFolder.at(folder).read().snapshot());
    publish(emulator);
    return judge(emulator, secrets);
  }

  private Extraction extract(Emulator emulator) {
    Extraction extraction =
        new Extractor(connect(emulator, SOURCE), PARALLELISM)
            .into(ArtefactFolder.at(folder), Kind.options(), false);
    afterExtract.accept(folder, emulator.uri());
    try (GitRepository git = GitRepository.init(folder)) {
      git.commitFolder(
          folder,
          "Extract " + SOURCE,
          Optional.of(new Author("apimage demo", "demo@apimage.invalid")));
    }
    return extraction;
  }

  private void publish(Emulator emulator) {
    Mark mark = new Mark(emulator);
    Outcome outcome = new Loading(session, folder, null).into(connect(emulator, TARGET));
    say(
        "4. Published "
            + outcome.done().size()
            + " resources to "
            + TARGET
            + " with "
            + mark.requests()
            + " requests. It was given secrets of its own; "
            + outcome.newKeys().size()
            + " subscriptions have new keys.");
  }

  private int judge(Emulator emulator, SecretFetcher.Fetched secrets) {
    boolean same = verified(emulator);
    say(
        "5. Verified: "
            + TARGET
            + (same ? " is what the folder says." : " DIFFERS from the folder."));
    List<Secret> source = keys(emulator, SOURCE);
    List<Secret> target = keys(emulator, TARGET);
    long shared = target.stream().filter(source::contains).count();
    say(
        "6. "
            + target.size() / 2
            + " subscriptions have new keys: "
            + shared
            + " of "
            + target.size()
            + " keys are the source's.");
    Proof proof = Prover.prove(folder, SOURCE, secrets);
    say(
        "7. An auditor with every permission fetched "
            + secrets.secrets().size()
            + " secrets of "
            + SOURCE
            + " and looked for them: "
            + proof.findings().size()
            + " are in the folder or its Git objects.");
    proof.findings().forEach(f -> say("   LEAKED: " + f.place() + " has " + f.what()));
    long asked = secretRequests(emulator);
    say("8. apimage itself asked for a secret " + asked + " times.");
    say("The folder is " + folder + " (try: git -C " + folder + " show --stat).");
    boolean proven =
        same
            && shared == 0
            && proof.isClean()
            && asked == 0
            && secrets.secrets().size() >= FEWEST_SECRETS;
    say(proven ? "Done: everything arrived, and no secret left." : "FAILED: see above.");
    return proven ? ExitCode.DONE : ExitCode.FAILED;
  }

  private boolean verified(Emulator emulator) {
    return !new Loading(session, folder, null).plan(connect(emulator, TARGET)).hasDrift();
  }

  /** Requests of the tool's own whose purpose is a secret. */
  private static long secretRequests(Emulator emulator) {
    return emulator.requests().stream()
        .filter(r -> !r.userAgent().equals(AUDITOR))
        .filter(r -> r.method().equals("POST"))
        .count();
  }

  private static ArmConnection connect(Emulator emulator, String service) {
    return new ArmConnection(
        new Target("emulator", "emulator", service, Cloud.at(emulator.uri().toString())),
        ArmOptions.defaults());
  }

  private static ArmConnection audit(Emulator emulator, String service) {
    ArmOptions plain = ArmOptions.defaults();
    return new ArmConnection(
        connect(emulator, service).target(),
        new ArmOptions(plain.apiVersion(), AUDITOR, plain.progress(), plain.time()));
  }

  private static List<Secret> keys(Emulator emulator, String service) {
    return SecretFetcher.subscriptionKeys(audit(emulator, service)).stream()
        .map(RealSecret::value)
        .toList();
  }

  private void say(String line) {
    session.out().println(line);
    session.out().flush();
  }

  /** Counts requests from now on. */
  private static final class Mark {
    private final Emulator emulator;
    private final int before;

    Mark(Emulator emulator) {
      this.emulator = emulator;
      this.before = emulator.requests().size();
    }

    private List<LoggedRequest> since() {
      List<LoggedRequest> all = emulator.requests();
      return all.subList(before, all.size());
    }

    int requests() {
      return since().size();
    }

    long writes() {
      return since().stream().filter(r -> !r.method().equals("GET")).count();
    }
  }
}
