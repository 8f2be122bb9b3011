/**
 * Brings a service into an artefact folder.
 *
 * <p>May import {@code model}, {@code kind}, {@code text}, {@code secret}, {@code folder} and
 * {@code azure}. Start reading at {@link dev.apimage.extract.Extraction}.
 */
package dev.apimage.extract;
