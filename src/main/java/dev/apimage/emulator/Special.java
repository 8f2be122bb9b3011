package dev.apimage.emulator;

/** An operation that is not one of the six every resource type has. */
@FunctionalInterface
interface Special {
  /** Answers the request; called under the service's lock. */
  Answer answer(Place place, Call call, Contract.Template template, Contract.Verb verb);
}
