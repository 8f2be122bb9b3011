package dev.apimage.cli;

import dev.apimage.azure.ArmConnection;
import dev.apimage.folder.ArtefactFolder;
import dev.apimage.folder.TargetSpec;
import dev.apimage.keys.Selection;
import dev.apimage.keys.Subscription;
import dev.apimage.keys.VaultKeys;
import dev.apimage.report.Header;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Mixin;

/** What the commands about keys have in common. */
final class KeysOptions {
  @Mixin private FolderOptions folder;
  @Mixin private LiveOptions live;
  @Mixin private SelectionOptions selection;
  @Mixin private VaultOptions vault;
  @Mixin private ViewOptions view;
  @Mixin private ReportOptions report;

  VaultOptions vault() {
    return vault;
  }

  SelectionOptions selection() {
    return selection;
  }

  ViewOptions view() {
    return view;
  }

  ReportOptions report() {
    return report;
  }

  ArmConnection open(Session session) {
    report.prepare(session);
    ArtefactFolder artefacts = folder.open(session);
    TargetSpec said =
        artefacts.exists() ? folder.target(session, artefacts.read()) : TargetSpec.NONE;
    return live.open(session, said);
  }

  /** The subscriptions that are meant; all of them have secrets' names of their own. */
  List<Subscription> chosen(ArmConnection connection, Optional<VaultKeys> keys, Selection which) {
    List<Subscription> all = Subscription.all(connection.reader());
    Map<String, VaultKeys.Renewals> renewals =
        keys.isPresent() && selection.needsAges() ? keys.get().renewals(all) : Map.of();
    Instant now = connection.time().now();
    return which.of(
        all,
        connection.reader(),
        now,
        s ->
            renewals.containsKey(s.name())
                ? renewals.get(s.name()).oldest(s.created())
                : s.created());
  }

  Header header(Session session, ArmConnection connection, String command, List<String> more) {
    List<String> words = new ArrayList<>(folder.words(session));
    words.addAll(live.words());
    words.addAll(more);
    return Header.of(command, connection.target().service())
        .inEnvironment(folder.environmentName())
        .withOptions(String.join(" ", words));
  }
}
