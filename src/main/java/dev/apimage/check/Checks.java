package dev.apimage.check;

import dev.apimage.model.Address;
import dev.apimage.model.Problem;
import dev.apimage.model.Snapshot;
import dev.apimage.secret.Allowance;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** All rules that need no service, in the order in which their problems are told. */
public final class Checks {
  private Checks() {}

  /**
   * Finds everything.
   *
   * @param folder what the files say
   * @param allowance the places of which a person has said that they hold no secret
   * @param owned true for what the folder owns: only there has a reference to lead somewhere
   */
  public static List<Problem> of(Snapshot folder, Allowance allowance, Predicate<Address> owned) {
    List<Problem> problems = new ArrayList<>(ClearSecrets.in(folder, allowance));
    problems.addAll(DanglingReferences.in(folder, owned));
    problems.addAll(WrongNames.in(folder));
    problems.addAll(WrongValues.in(folder));
    problems.addAll(WrongPolicies.in(folder));
    problems.addAll(NestedFragments.in(folder));
    problems.addAll(Twins.in(folder));
    return problems;
  }
}
