package dev.apimage.kind;

/** Where a kind's top collection stands: in the service itself or in a workspace of it. */
public enum Scope {
  SERVICE,
  WORKSPACE
}
