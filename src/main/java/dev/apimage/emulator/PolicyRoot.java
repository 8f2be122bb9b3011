package dev.apimage.emulator;

import java.util.Set;

/** Which root element a document of a place has. */
enum PolicyRoot {
  POLICIES(Set.of("policies")),
  FRAGMENT(Set.of("fragment")),
  /**
   * A GraphQL resolver's policy is its data source (policy reference, GraphQL resolver policies).
   */
  RESOLVER(Set.of("http-data-source", "sql-data-source", "cosmosdb-data-source"));

  private final Set<String> names;

  PolicyRoot(Set<String> names) {
    this.names = names;
  }

  boolean allows(String name) {
    return names.contains(name);
  }

  /** How a refusal names them: {@code 'policies'}. */
  String expected() {
    return "'" + String.join("', '", names.stream().sorted().toList()) + "'";
  }
}
