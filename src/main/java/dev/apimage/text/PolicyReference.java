package dev.apimage.text;

/**
 * Something that a policy refers to.
 *
 * @param type what it is
 * @param id its id as typed; of a named value the displayName, of an authorization {@code
 *     provider/authorization}
 * @param offset of the id's first character in the policy
 * @param line of it, from 1
 * @param column of it, from 1
 * @param length of the id as typed; of an authorization that of its own id
 * @param inComment true inside an XML comment or a comment of an expression, where only named
 *     values are looked for
 */
public record PolicyReference(
    Type type, String id, int offset, int line, int column, int length, boolean inComment) {
  /** What a policy can refer to. */
  public enum Type {
    /** <code>{{name}}</code>, by the displayName. */
    NAMED_VALUE,
    /** {@code backend-id}, {@code embeddings-backend-id}. */
    BACKEND,
    /** {@code include-fragment fragment-id}. */
    FRAGMENT,
    /** {@code certificate-id}, {@code issuer-certificate-id}. */
    CERTIFICATE,
    /** {@code authentication-certificate thumbprint}: a certificate by its thumbprint. */
    THUMBPRINT,
    /** {@code log-to-eventhub logger-id}. */
    LOGGER,
    /** {@code schema-id} of the service's schemas. */
    SCHEMA,
    /** {@code get-authorization-context provider-id}. */
    AUTHORIZATION_PROVIDER,
    /** {@code get-authorization-context authorization-id}. */
    AUTHORIZATION
  }
}
