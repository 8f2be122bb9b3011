package dev.apimage.cli;

import dev.apimage.azure.ArmConnection;
import dev.apimage.keys.Receipt;
import dev.apimage.keys.ReceiptFile;
import dev.apimage.keys.Rotation;
import dev.apimage.keys.Rotator;
import dev.apimage.keys.SecretNames;
import dev.apimage.keys.Selection;
import dev.apimage.keys.Subscription;
import dev.apimage.keys.VaultKeys;
import dev.apimage.model.Code;
import dev.apimage.model.Problem;
import dev.apimage.model.ProblemException;
import dev.apimage.report.Header;
import dev.apimage.report.Reports;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Renews keys in two phases. */
@Command(
    name = "rotate",
    description = {
      "Renews the keys of subscriptions in two phases, each delivered to a Key Vault.",
      "First the secondary keys; later, with --finish, the primary keys. Killed at any point, it"
          + " goes on when it is run again."
    })
final class KeysRotateCommand implements Callable<Integer> {
  private final Session session;

  @Mixin private KeysOptions options;

  @Option(
      names = "--finish",
      description = "The second phase: renew the primary keys of the same subscriptions.")
  private boolean finish;

  @Option(
      names = "--receipt",
      paramLabel = "PATH",
      description =
          "Where the rotation keeps how far it is. Default: apimage-rotation-SERVICE.json.")
  private Path receipt;

  @Option(names = "--yes", description = "Renew without asking for the service's name.")
  private boolean yes;

  KeysRotateCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    Selection which = options.selection().selection();
    ArmConnection connection = options.open(session);
    String service = connection.target().service();
    Path path =
        session.resolve(
            receipt == null ? Path.of("apimage-rotation-" + service + ".json") : receipt);
    ReceiptFile file = new ReceiptFile(path);
    Optional<Receipt> before = file.read();
    Receipt from = finish ? finishing(before, path) : first(before, which, connection);
    check(from, connection, which);
    VaultKeys keys = options.vault().open(connection, from.vault(), from.pattern());
    String what = finish ? "renew primary keys of it" : "renew secondary keys of it";
    Confirmation.ask(session, yes, service, shown(from), what);
    Rotator rotator = new Rotator(connection.keys(), keys, file, connection.time());
    return Interruption.guard(
        rotator::stop,
        () -> {
          Rotation rotation = finish ? rotator.renewPrimary(from) : rotator.renewSecondary(from);
          Header header = options.header(session, connection, "keys rotate", again(from));
          options
              .report()
              .give(
                  session,
                  f -> Reports.rotation(f, header, rotation, options.view().view(session)));
          return ExitCode.of(rotation);
        });
  }

  private Receipt finishing(Optional<Receipt> before, Path path) {
    return before.orElseThrow(
        () ->
            refused(
                "there is no receipt " + path + " of a first phase",
                "Run rotate without --finish first, or say --receipt."));
  }

  /** The rotation that is under way, or a new one. */
  private Receipt first(Optional<Receipt> before, Selection which, ArmConnection connection) {
    if (before.isPresent() && !before.get().isOver()) {
      if (before.get().isHalf()) {
        throw refused(
            "the first phase of the rotation of "
                + before.get().started()
                + " is over, the second is not",
            "Run it with --finish once consumers use their new keys.");
      }
      return before.get();
    }
    if (which.isEmpty()) {
      throw SelectionOptions.usage("say which: --name, --product, --owner, --older-than or --all");
    }
    VaultOptions vault = options.vault();
    VaultKeys keys = vault.open(connection, vault.vault(), vault.pattern());
    new SecretNames(vault.pattern(), connection.target().service())
        .check(Subscription.all(connection.reader()));
    List<Subscription> chosen = options.chosen(connection, Optional.of(keys), which);
    return Rotator.begin(
        connection.target().servicePath(), keys, which, chosen, connection.time().now());
  }

  /** What is typed must be of the rotation that is under way. */
  private void check(Receipt from, ArmConnection connection, Selection which) {
    List<String> differs = new ArrayList<>();
    if (!from.service().equalsIgnoreCase(connection.target().servicePath())) {
      differs.add("it is of another service, " + from.service());
    }
    VaultOptions vault = options.vault();
    if (vault.isGiven() && !vault.vault().equalsIgnoreCase(from.vault())) {
      differs.add("it delivers to the Key Vault " + from.vault());
    }
    if (!vault.isStandardPattern() && !vault.pattern().equals(from.pattern())) {
      differs.add("its secrets are named " + from.pattern());
    }
    if (!which.isEmpty() && !which.toString().equals(from.selection())) {
      differs.add("it was begun with " + from.selection());
    }
    if (!differs.isEmpty()) {
      throw refused(
          "the receipt of a rotation is there, and " + String.join("; ", differs),
          "Go on with that one, or say another --receipt.");
    }
  }

  private static ProblemException refused(String text, String advice) {
    return new ProblemException(Problem.error(Code.ROTATION, text).advise(advice));
  }

  private static String shown(Receipt from) {
    StringBuilder text = new StringBuilder();
    for (Receipt.Entry entry : from.entries()) {
      text.append("  ").append(entry.subscription()).append('\n');
    }
    return text.toString();
  }

  private List<String> again(Receipt from) {
    List<String> words = new ArrayList<>(List.of("--to", "keyvault:" + from.vault()));
    if (receipt != null) {
      words.addAll(List.of("--receipt", receipt.toString()));
    }
    return words;
  }
}
