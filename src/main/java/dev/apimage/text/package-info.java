/**
 * YAML, JSON, policy and OpenAPI text to trees and back, with positions, and the canonical forms in
 * which two texts that mean the same are equal.
 *
 * <p>May import {@code model} and {@code kind}. Start reading at {@link
 * dev.apimage.text.PolicyText}.
 */
package dev.apimage.text;
