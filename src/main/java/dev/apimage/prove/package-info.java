/**
 * Looks for secrets where none may be: secret-shaped texts, and a service's real secrets, in a
 * folder and in every object of its Git repository. Shares no rule of what is withheld with the
 * rooms that read a service.
 *
 * <p>May import {@code model}, {@code kind}, {@code text}, {@code secret}, {@code folder} and
 * {@code azure}. Start reading at {@link dev.apimage.prove.Prover}.
 */
package dev.apimage.prove;
