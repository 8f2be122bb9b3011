package dev.apimage.cli;

import dev.apimage.folder.ArtefactFolder;
import dev.apimage.folder.Content;
import dev.apimage.folder.Environment;
import dev.apimage.folder.Environments;
import dev.apimage.folder.TargetSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Which artefact folder, and for which of its targets. */
final class FolderOptions {
  @Option(
      names = "--folder",
      paramLabel = "DIR",
      defaultValue = ".",
      description = "The artefact folder. Default: the current one.")
  private Path folder;

  @Option(
      names = "--env",
      paramLabel = "NAME",
      description = "The environment, a file environments/NAME.yaml in the folder.")
  private String environment;

  Path path(Session session) {
    return session.resolve(folder);
  }

  ArtefactFolder open(Session session) {
    return ArtefactFolder.at(path(session));
  }

  String environmentName() {
    return environment == null ? "" : environment;
  }

  /** The environment, or one that changes nothing. */
  Environment environment(Session session) {
    return environment == null
        ? new Environment("", TargetSpec.NONE, List.of(), List.of(), List.of())
        : Environments.at(path(session)).read(environment);
  }

  /** The target that folder and environment name, the environment first. */
  TargetSpec target(Session session, Content content) {
    return environment(session).target().or(content.marker().target());
  }

  List<String> words(Session session) {
    List<String> words = new ArrayList<>();
    if (!path(session).equals(session.directory())) {
      words.addAll(List.of("--folder", folder.toString()));
    }
    if (environment != null) {
      words.addAll(List.of("--env", environment));
    }
    return words;
  }
}
