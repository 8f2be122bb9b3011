package dev.apimage.cli;

import dev.apimage.azure.ArmConnection;
import dev.apimage.keys.Receipt;
import dev.apimage.keys.ReceiptFile;
import dev.apimage.keys.Rotator;
import dev.apimage.keys.SecretNames;
import dev.apimage.keys.Selection;
import dev.apimage.keys.Subscription;
import dev.apimage.keys.VaultKeys;
import dev.apimage.model.Code;
import dev.apimage.model.Problem;
import dev.apimage.model.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where a rotation begins: with a new receipt, or where an earlier run was. What is typed must be
 * of the rotation that is under way.
 */
final class RotationStart {
  private final KeysOptions options;
  private final ArmConnection connection;
  private final ReceiptFile file;

  RotationStart(KeysOptions options, ArmConnection connection, ReceiptFile file) {
    this.options = options;
    this.connection = connection;
    this.file = file;
  }

  /** The receipt that the second phase goes on with. */
  Receipt finishing(Selection which) {
    Receipt receipt =
        file.read()
            .orElseThrow(
                () ->
                    refused(
                        "there is no receipt " + file.path() + " of a first phase",
                        "Run rotate without --finish first, or say --receipt."));
    check(receipt, which);
    return receipt;
  }

  /** The receipt of the first phase that is under way, or of a new one. */
  Receipt first(Selection which) {
    Optional<Receipt> before = file.read().filter(receipt -> !receipt.isOver());
    if (before.isEmpty()) {
      return begun(which);
    }
    check(before.get(), which);
    if (before.get().isHalf()) {
      throw refused(
          "the first phase of the rotation of "
              + before.get().started()
              + " is over, the second is not",
          "Run it with --finish once consumers use their new keys.");
    }
    return before.get();
  }

  private Receipt begun(Selection which) {
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

  private void check(Receipt from, Selection which) {
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
}
