package dev.apimage.emulator;

import dev.apimage.emulator.PolicyRefused.TextSpot;
import dev.apimage.emulator.PolicyToken.Kind;
import dev.apimage.emulator.Refusal.Detail;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/**
 * What the Consumption tier takes of policies: smaller documents (API Management limits, "Policy
 * document size"), and none of the policies that count across gateways or resolve from a database
 * (Microsoft Learn, "API Management policy reference", column Consumption).
 */
final class PolicyTiers {
  private static final int LARGEST = 16 * 1024;
  private static final Set<String> NOT_CONSUMPTION =
      Set.of(
          "rate-limit-by-key",
          "quota-by-key",
          "azure-openai-token-limit",
          "llm-token-limit",
          "sql-data-source",
          "cosmosdb-data-source");

  private PolicyTiers() {}

  /**
   * Refuses a document that is too large for the tier.
   *
   * @throws PolicyRefused naming the largest size
   */
  static void size(String sku, String text) {
    if (consumption(sku) && text.getBytes(StandardCharsets.UTF_8).length > LARGEST) {
      throw new PolicyRefused(
          PolicyRefused.DOCUMENT,
          "The policy document is larger than " + LARGEST / 1024 + " KiB, the largest allowed.");
    }
  }

  /**
   * Refuses policies that the tier lacks.
   *
   * @param raw a document in raw form, as it was sent
   * @throws Refusal 400 ValidationError with a detail for each of them
   */
  static void policies(String sku, String raw) {
    if (!consumption(sku)) {
      return;
    }
    List<Detail> wrong =
        PolicyLexer.tokens(raw, true).stream()
            .filter(token -> token.kind() == Kind.START && NOT_CONSUMPTION.contains(token.name()))
            .map(token -> notAllowed(sku, raw, token))
            .toList();
    if (!wrong.isEmpty()) {
      throw Refusal.fields(wrong);
    }
  }

  private static Detail notAllowed(String sku, String raw, PolicyToken token) {
    return new Detail(
        token.name(),
        TextSpot.of(raw, token.nameAt()).inElement(token.name())
            + "Policy is not allowed in '"
            + sku
            + "' sku");
  }

  private static boolean consumption(String sku) {
    return sku.equalsIgnoreCase("Consumption");
  }
}
