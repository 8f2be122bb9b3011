/**
 * Texts and what they say: YAML, JSON, policies and OpenAPI to trees and back, with positions.
 *
 * <p>May import {@code model} and {@code kind}. Start reading at {@link dev.apimage.text.YamlText}.
 */
package dev.apimage.text;
