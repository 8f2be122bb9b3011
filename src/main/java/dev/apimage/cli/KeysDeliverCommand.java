package dev.apimage.cli;

import dev.apimage.azure.ArmConnection;
import dev.apimage.keys.Deliverer;
import dev.apimage.keys.Delivery;
import dev.apimage.keys.SecretNames;
import dev.apimage.keys.Selection;
import dev.apimage.keys.Subscription;
import dev.apimage.keys.VaultKeys;
import dev.apimage.report.Header;
import dev.apimage.report.Reports;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Writes keys from the service into a Key Vault. */
@Command(
    name = "deliver",
    description = {
      "Writes both keys of subscriptions from the service straight into a Key Vault.",
      "A key that the vault has is not written again."
    })
final class KeysDeliverCommand implements Callable<Integer> {
  private final Session session;

  @Mixin private KeysOptions options;

  KeysDeliverCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    Selection which = options.selection().selection();
    if (which.isEmpty()) {
      throw SelectionOptions.usage("say which: --name, --product, --owner, --older-than or --all");
    }
    VaultOptions vault = options.vault();
    String name = vault.vault();
    ArmConnection connection = options.open(session);
    VaultKeys keys = vault.open(connection, name, vault.pattern());
    new SecretNames(vault.pattern(), connection.target().service())
        .check(Subscription.all(connection.reader()));
    List<Subscription> chosen = options.chosen(connection, Optional.of(keys), which);
    Deliverer deliverer = new Deliverer(connection.keys(), keys, connection.time());
    return Interruption.guard(
        deliverer::stop,
        () -> {
          Delivery delivery = deliverer.deliver(chosen);
          Header header = options.header(session, connection, "keys deliver", again());
          options
              .report()
              .give(
                  session,
                  f -> Reports.delivery(f, header, delivery, options.view().view(session)));
          return ExitCode.of(delivery);
        });
  }

  private List<String> again() {
    List<String> words = new ArrayList<>(options.selection().words());
    words.addAll(options.vault().words());
    return words;
  }
}
