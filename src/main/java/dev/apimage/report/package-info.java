/**
 * Renders results: a plan, a publish's outcome, an extraction or problems, as text, JSON or
 * Markdown. Nothing here prints or touches a file, and no format knows more than another.
 *
 * <p>May import {@code model}, {@code kind}, {@code text}, {@code secret}, {@code plan}, {@code
 * extract}, {@code publish} and {@code keys}. Start reading at {@link dev.apimage.report.Reports}.
 */
package dev.apimage.report;
