/**
 * Texts and trees: YAML, JSON and policies with positions, canonical forms, and documents of APIs.
 *
 * <p>May import {@code model} and {@code kind}. Start reading at {@link dev.apimage.text.YamlText}
 * and {@link dev.apimage.text.PolicyText}.
 */
package dev.apimage.text;
