package dev.apimage.cli;

import dev.apimage.azure.ArmConnection;
import dev.apimage.azure.ArmOptions;
import dev.apimage.azure.Cloud;
import dev.apimage.azure.Target;
import dev.apimage.folder.TargetSpec;
import dev.apimage.model.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import picocli.CommandLine.Option;

/** Which service, and how to speak to it. */
final class LiveOptions {
  @Option(names = "--subscription", paramLabel = "ID", description = "The Azure subscription.")
  private String subscription;

  @Option(
      names = {"-g", "--resource-group"},
      paramLabel = "NAME",
      description = "The resource group.")
  private String resourceGroup;

  @Option(
      names = {"-n", "--service"},
      paramLabel = "NAME",
      description = "The API Management service, by name or by full resource id.")
  private String service;

  @Option(
      names = "--endpoint",
      paramLabel = "URL",
      description = "Another management endpoint, such as the emulator's.")
  private String endpoint;

  @Option(
      names = "--cloud",
      paramLabel = "CLOUD",
      description = "public, china or usgov. Default: public.")
  private String cloud;

  @Option(
      names = "--api-version",
      paramLabel = "VERSION",
      defaultValue = ArmOptions.API_VERSION,
      description = "The management API's version. Default: ${DEFAULT-VALUE}.")
  private String apiVersion;

  @Option(
      names = "--parallelism",
      paramLabel = "N",
      converter = WholeNumber.Positive.class,
      defaultValue = "16",
      description = "How many requests at a time. Default: ${DEFAULT-VALUE}.")
  private int parallelism;

  int parallelism() {
    return parallelism;
  }

  /**
   * A connection to the service that flags, environment and folder name, in this order.
   *
   * @throws dev.apimage.model.ProblemException with all that is missing
   */
  ArmConnection open(Session session, TargetSpec said) {
    Target target = target(said);
    ArmOptions options =
        typed(apiVersion, () -> ArmOptions.defaults().withApiVersion(apiVersion))
            .withProgress(new ConsoleProgress(session))
            .withTime(session.time());
    return new ArmConnection(target, options);
  }

  private Target target(TargetSpec said) {
    String url = endpoint == null ? said.endpoint().orElse(null) : endpoint;
    String name = cloud == null ? said.cloud().orElse("public") : cloud;
    Cloud where =
        typed(
            url == null ? cloud : endpoint, () -> url == null ? Cloud.named(name) : Cloud.at(url));
    String named = service == null ? said.service().orElse(null) : service;
    if (named != null && named.contains("/")) {
      return typed(service, () -> Target.parse(named, where));
    }
    // An emulator knows no subscriptions and resource groups and takes any.
    String any = where.isWithoutSignIn() ? "emulator" : null;
    return new Target(
        subscription == null ? said.subscription().orElse(any) : subscription,
        resourceGroup == null ? said.resourceGroup().orElse(any) : resourceGroup,
        named,
        where);
  }

  /** What an option said; if that is wrong, the command line is. */
  private static <T> T typed(String option, Supplier<T> meaning) {
    try {
      return meaning.get();
    } catch (ProblemException e) {
      throw option == null ? e : Usage.of(e);
    }
  }

  List<String> words() {
    List<String> words = new ArrayList<>();
    add(words, "--subscription", subscription);
    add(words, "--resource-group", resourceGroup);
    add(words, "--service", service);
    add(words, "--endpoint", endpoint);
    add(words, "--cloud", cloud);
    return words;
  }

  private static void add(List<String> words, String option, String value) {
    if (value != null) {
      words.add(option);
      words.add(value);
    }
  }
}
