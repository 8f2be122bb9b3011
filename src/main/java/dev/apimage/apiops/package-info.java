/**
 * Folders written by Microsoft's APIOps tools, read into resources.
 *
 * <p>May import {@code model}, {@code kind}, {@code text} and {@code secret}. Start reading at
 * {@link dev.apimage.apiops.ApiopsImport}.
 */
package dev.apimage.apiops;
