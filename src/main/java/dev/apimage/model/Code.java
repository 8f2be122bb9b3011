package dev.apimage.model;

import java.util.Arrays;
import java.util.Optional;

/**
 * Every code a {@link Problem} can carry, with the explanation that {@code apimage explain} prints.
 * Codes are stable: a number is never used for something else.
 */
public enum Code {
  // 01xx: the folder's text
  SYNTAX("0101", "A file is not valid YAML or JSON. Nothing of that file was used."),
  DUPLICATE_KEY("0102", "A key stands twice in one mapping; only one of them could count."),
  YAML_FEATURE(
      "0103",
      "Aliases, anchors, merge keys and tags are not part of the folder format: write the value out."),
  WRONG_TYPE("0104", "A property holds another type than its place in the format asks for."),
  UNKNOWN_PROPERTY(
      "0105",
      "A property that the API Management model does not know at the version apimage speaks. It is"
          + " sent as it is, since a newer api-version may know it; a misspelling is more likely."),
  UNKNOWN_FILE("0106", "A file or folder that has no place in the format where it stands."),
  NEAR_MISS("0107", "A name at the root that looks like a misspelling of one of the format's."),
  FORMAT_VERSION("0108", "The folder was written in a format that this version does not read."),
  NO_FOLDER("0109", "The folder has no apimage.yaml, which marks an artefact folder's root."),
  NAME_CLASH("0110", "Two files name the same resource; ARM names differ by more than case."),
  MISSING_COMPANION("0111", "A resource that consists of two files has only one of them."),
  BAD_NAME("0112", "A file name that no resource name is written as."),
  UNREADABLE_FILE("0113", "A file could not be read or written."),
  BAD_ENVIRONMENT("0114", "An environment file is not in the format."),
  NO_ENVIRONMENT("0115", "There is no environment file of that name."),
  UNMATCHED_KEY(
      "0116", "A key of an environment matches no resource or no position of the folder."),
  AMBIGUOUS_KEY("0117", "Two keys of an environment match the same position equally well."),
  BAD_ADDRESS("0118", "A text that is not an address, a position or a pattern."),
  NOT_EMPTY("0119", "The output folder holds something that apimage did not write."),
  NAME_RULE("0121", "A resource's name is one that API Management does not take."),
  VALUE_RULE("0122", "A value is longer than API Management takes, or has characters it refuses."),
  NOT_IN_FOLDER(
      "0123",
      "A resource refers to another one that the folder does not hold. A publish would go through"
          + " only where the target has it. References to what lies outside of the scope that"
          + " apimage.yaml names are not looked at."),
  NEVER_CARRIED(
      "0124",
      "A property that no image may hold: a user's password, a note about a person, or how that"
          + " person signs in elsewhere. It is not sent to any service."),
  GIT("0120", "A Git operation could not be done."),
  POLICY_SYNTAX(
      "0131",
      "A policy is not well-formed. It is kept and sent as it is, but only compared as text, and"
          + " API Management will probably refuse it."),
  NESTED_FRAGMENT(
      "0132",
      "A policy fragment includes another one. API Management documents that fragments cannot be"
          + " nested, so that a publish would stop there."),

  // 02xx: secrets
  MISSING_SECRET(
      "0201",
      "A resource needs a secret that neither the target has nor the environment supplies. Add the"
          + " line shown to the environment file."),
  UNSET_SOURCE(
      "0202",
      "A secret's source, an environment variable, a file or a Key Vault secret, is not there or is"
          + " empty."),
  BAD_SOURCE(
      "0203", "A secret's source is none of ${env:NAME}, ${file:path} and ${keyvault:vault/name}."),
  SECRET_IN_CLEAR(
      "0204",
      "A secret was found in clear in the folder. Put it into a secret named value, remove it from"
          + " Git's history and renew it."),
  SECRET_LIFTED(
      "0205",
      "A literal secret in a text was replaced by ${secret:id}. Lift it into a secret named value."),
  SECRET_NOT_COMPARED(
      "0206",
      "The service never shows these values, so whether they differ is not known. publish"
          + " --write-secrets sends them."),
  NOT_LIFTED(
      "0209",
      "check --fix could not put a reference to a named value in a secret's place. The reason is"
          + " said; change the policy by hand."),
  BAD_ALLOWANCE(
      "0207",
      "An entry of allow: in apimage.yaml does not say which place it means, or gives no reason why"
          + " what stands there is no secret."),
  UNUSED_ALLOWANCE(
      "0208",
      "An entry of allow: in apimage.yaml matches nothing that looks like a secret. Take it out: it"
          + " would hide the next secret that somebody types there."),
  VAULT(
      "0221",
      "A Key Vault or a secret in it cannot be used: it is disabled, expired, not reachable, or its"
          + " name is none."),
  VAULT_NAME_TAKEN(
      "0222",
      "A deleted Key Vault secret keeps its name until it is recovered or purged. Recover it; apimage"
          + " then writes a new version."),
  VAULT_ACCESS(
      "0223",
      "The service reads a secret or certificate from a Key Vault by itself. Its own managed identity,"
          + " not yours, needs the role Key Vault Secrets User on that vault, for certificates too."),
  VAULT_NOT_READ(
      "0224",
      "plan reads a Key Vault only where it must compare a value that the target shows in clear."
          + " publish reads all of them before its first write and fails if one is missing."),

  CONSENT(
      "0225",
      "A connection of the credential manager for the grant authorizationCode works only after somebody"
          + " has signed in at the provider and consented, once on each service: in the portal, under"
          + " Credential manager, open the connection and choose Login."),

  SECRET_FOUND(
      "0231",
      "prove-key-free found a secret in the folder or in its Git history. Renew it, then take it out"
          + " of the history, for example with git filter-repo."),
  NOT_SEARCHED(
      "0232",
      "prove-key-free could not look for something, so that its answer says nothing about it."),

  // 03xx: import of other tools' folders
  IMPORT_UNREADABLE("0301", "A file of the imported tree could not be read."),
  IMPORT_NOT_CARRIED("0302", "Something in the imported tree has no place in an image yet."),
  IMPORT_DISAGREES("0303", "Two places of the imported tree say different things of one fact."),
  IMPORT_DROPPED("0304", "Something in the imported tree is made by the service itself."),
  IMPORT_NOTHING("0305", "Nothing that could be imported was found in the folder."),

  // 04xx: the live service
  NO_SIGN_IN("0401", "No credential could be had, or the service refused the one given."),
  FORBIDDEN("0402", "The signed-in identity lacks a permission on the service."),
  NO_SERVICE("0403", "There is no API Management service of that name at the address given."),
  UNREACHABLE("0404", "The management endpoint could not be reached or did not answer."),
  REQUEST_FAILED("0405", "The service refused a request."),
  NOT_CARRIED(
      "0406",
      "A collection of the service is not empty and is not carried by this version of apimage."),
  BAD_TARGET("0407", "The target is not complete, or its address is not allowed."),
  UNEXPECTED_ANSWER("0408", "The service answered in a form that apimage does not understand."),

  // 05xx: plan
  MISSING_REFERENCE("0501", "A resource refers to another one that neither folder nor target has."),
  CLASH("0502", "Two resources want the same unique value, such as an API path."),
  NEEDS_PRUNE("0503", "Publishing would delete something; say --prune if that is what you want."),
  TOO_MANY_DELETES("0504", "More would be deleted than --max-deletes allows."),
  MISSING_OWNER("0505", "The owner of a subscription does not exist on the target."),
  BUILT_IN("0506", "Something that API Management makes itself and does not let be changed."),
  EMPTY("0507", "Nothing is there to publish or to extract, which is rarely what was meant."),
  NOT_CONVERTIBLE("0508", "A change that the service has no way to make in place."),
  WRITE_ONLY_CHANGE(
      "0509", "A change that can only be sent together with a secret that is not supplied."),
  TIER("0510", "The target's pricing tier lacks this kind of resource."),
  DOCUMENT_DRIFT(
      "0512",
      "The service's operations are not what the document of the API says. extract leaves the"
          + " document as it is: publish it, or change it by hand."),
  UNKNOWN_DOCUMENT("0511", "The document of an API could not be read for comparison."),

  // 06xx: publish
  WRITE_FAILED("0601", "The service refused to write a resource."),
  MOVED("0602", "A resource changed on the target between plan and write."),
  NOT_TRIED("0603", "A resource was not tried because something it needs had failed."),
  NOT_AS_SENT("0604", "What the service stored is not what was sent."),
  NOT_CONFIRMED("0605", "The publish was not confirmed."),
  INTERRUPTED("0606", "The work was interrupted; what was done is in the receipt."),
  DROPPED_OWNER("0607", "A subscription was created without its owner."),

  // 07xx: keys
  UNKNOWN_SUBSCRIPTION("0701", "The service has no subscription of that name, product or owner."),
  SECRET_NAME_CLASH(
      "0702",
      "Two keys would be written to one Key Vault secret, whose names allow letters, digits and"
          + " hyphens only. Choose another --secret-name."),
  FOREIGN_SECRET(
      "0703",
      "A Key Vault secret of that name holds something that apimage did not write for this key."
          + " --take-over writes a new version all the same."),
  ROTATION(
      "0704",
      "A rotation has two phases with time between them. The receipt says how far it is, and what was"
          + " asked for does not fit that."),
  KEYS_FAILED("0705", "The keys of a subscription could not be renewed or delivered."),

  // 09xx: the tool
  USAGE("0901", "The command line is not complete or contradicts itself."),
  STRICT("0902", "Under --strict every warning is a refusal."),
  BUG("0999", "A fault in apimage itself. Please report it with the log file.");

  private final String number;
  private final String explanation;

  Code(String number, String explanation) {
    this.number = number;
    this.explanation = explanation;
  }

  /** What a person sees and searches for: {@code APIM0101}. */
  public String id() {
    return "APIM" + number;
  }

  /** A few sentences, without Azure or a network. */
  public String explanation() {
    return explanation;
  }

  /** The code of an id, in any case. */
  public static Optional<Code> byId(String id) {
    return Arrays.stream(values()).filter(c -> c.id().equalsIgnoreCase(id.strip())).findFirst();
  }
}
