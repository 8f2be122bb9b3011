/**
 * Texts and what they say: YAML, JSON, policies and API documents to trees and back, with
 * positions, and the canonical forms in which two texts that mean the same are equal.
 *
 * <p>May import {@code model} and {@code kind}. Start reading at {@link dev.apimage.text.YamlText};
 * for policies at {@link dev.apimage.text.PolicyText}.
 */
package dev.apimage.text;
