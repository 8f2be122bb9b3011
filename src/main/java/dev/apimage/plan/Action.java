package dev.apimage.plan;

/** What happens to a resource. */
public enum Action {
  CREATE,
  UPDATE,
  DELETE
}
