/**
 * The artefact folder on disk: where each resource's files lie, environments, and Git.
 *
 * <p>May import {@code model}, {@code kind}, {@code text} and {@code secret}. Start reading at
 * {@link dev.apimage.folder.ArtefactFolder}.
 */
package dev.apimage.folder;
