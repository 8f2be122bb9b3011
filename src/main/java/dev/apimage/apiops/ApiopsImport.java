package dev.apimage.apiops;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.apimage.model.Code;
import dev.apimage.model.Problem;
import dev.apimage.model.ProblemException;
import dev.apimage.model.Snapshot;
import dev.apimage.secret.Allowance;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;

/**
 * Reads what Microsoft's APIOps tools (github.com/Azure/apiops) extracted: folders named after
 * collections with {@code *Information.json}, {@code policy.xml} and {@code specification.*} in
 * them, links as lists or as folders, revisions as {@code <api>;rev=<n>}, and the configuration
 * files with which APIOps publishes to other services.
 *
 * <p>Ids of the service it came from become relative, secrets are withheld, what the service makes
 * by itself is left out; and whatever cannot be read or carried is named.
 */
public final class ApiopsImport {
  private ApiopsImport() {}

  /**
   * Reads a folder, withholding all that looks secret.
   *
   * @param folder the artifacts folder, or one that has it inside, such as a repository
   * @throws ProblemException if there is no artifacts folder, or more than one
   */
  public static Imported read(Path folder) {
    return read(folder, Allowance.NONE);
  }

  /**
   * Reads a folder.
   *
   * @param folder the artifacts folder, or one that has it inside, such as a repository
   * @param allowance what stays in clear although it looks secret
   * @throws ProblemException if there is no artifacts folder, or more than one
   */
  public static Imported read(Path folder, Allowance allowance) {
    if (!Files.isDirectory(folder)) {
      throw new ProblemException(
          Problem.error(Code.IMPORT_NOTHING, "There is no folder " + folder + "."));
    }
    SourceTree tree = new SourceTree(folder);
    String root = ArtefactRoot.find(tree.files());
    Gathered gathered = new Gathered(tree, allowance);
    Artefacts artefacts = new Artefacts(tree, gathered);
    artefacts.read(Folder.of(root, tree.files()));
    Snapshot snapshot = SharedPaths.settle(gathered.snapshot(), tree);
    SortedMap<String, ObjectNode> environments =
        new Configurations(tree, gathered, snapshot, artefacts.names()).read();
    leftOver(tree, root);
    return new Imported(snapshot, environments, tree.problems());
  }

  private static void leftOver(SourceTree tree, String root) {
    for (String file : tree.files()) {
      if (file.startsWith(root) && !tree.isUnderstood(file)) {
        boolean isData = file.endsWith(".json") || file.endsWith(".xml") || file.endsWith(".yaml");
        String text = "The file was not imported.";
        tree.add(
            isData
                ? Problem.warning(Code.IMPORT_NOT_CARRIED, text)
                : Problem.note(Code.IMPORT_NOT_CARRIED, text),
            file);
      }
    }
  }
}
