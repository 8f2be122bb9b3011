package dev.apimage.canary;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.thirdparty.org.objectweb.asm.ClassReader;
import com.tngtech.archunit.thirdparty.org.objectweb.asm.ClassVisitor;
import com.tngtech.archunit.thirdparty.org.objectweb.asm.Handle;
import com.tngtech.archunit.thirdparty.org.objectweb.asm.MethodVisitor;
import com.tngtech.archunit.thirdparty.org.objectweb.asm.Opcodes;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A record that Java prints by itself shows all of its components, to any log or exception. */
class RecordsTest {
  private static final Pattern CONTENT =
      Pattern.compile(".*(JsonNode|ObjectNode|ArrayNode|TextNode|byte\\[\\]).*");
  private static final Set<String> NAMES = Set.of("body", "value", "text", "raw");

  /** What is no configuration of a service, or has been made fit to be shown. */
  private static final Set<String> SHOWABLE =
      Set.of(
          "dev.apimage.model.Problem",
          "dev.apimage.kind.SecretPosition",
          "dev.apimage.text.PolicyDocument$Fault",
          "dev.apimage.report.Detail$Value",
          "dev.apimage.emulator.Contract$Template",
          "dev.apimage.emulator.Contract$Verb",
          "dev.apimage.emulator.VersionHistory$Property",
          "dev.apimage.emulator.ODataLiteral",
          "dev.apimage.emulator.ODataFilter$TextFunction");

  @Test
  void thatHoldContentSayThemselvesHowTheyArePrinted() throws Exception {
    Set<String> talkative = new TreeSet<>();
    int records = 0;
    String tests = getClass().getProtectionDomain().getCodeSource().getLocation().getPath();
    for (JavaClass each :
        new ClassFileImporter()
            .withImportOption(location -> !location.contains(tests))
            .importPackages("dev.apimage")) {
      if (!each.isRecord()) {
        continue;
      }
      Class<?> type = Class.forName(each.getName(), false, getClass().getClassLoader());
      if (Arrays.stream(type.getRecordComponents()).anyMatch(RecordsTest::isContent)) {
        records++;
        if (isPrintedByJava(type) && !SHOWABLE.contains(type.getName())) {
          talkative.add(type.getName());
        }
      }
    }
    assertThat(records).isGreaterThan(15);
    assertThat(talkative).as("give these a toString that names no content").isEmpty();
  }

  @Test
  void printedByJavaAreTold() throws IOException {
    assertThat(isPrintedByJava(Talkative.class)).isTrue();
    assertThat(isPrintedByJava(Silent.class)).isFalse();
  }

  record Talkative(String body) {}

  record Silent(String body) {
    @Override
    public String toString() {
      return "Silent[" + body.length() + "]";
    }
  }

  private static boolean isContent(RecordComponent component) {
    return CONTENT.matcher(component.getGenericType().getTypeName()).matches()
        || (component.getType() == String.class && NAMES.contains(component.getName()));
  }

  /** javac's own toString is one call of {@link java.lang.runtime.ObjectMethods}. */
  private static boolean isPrintedByJava(Class<?> type) throws IOException {
    boolean[] found = {false};
    String file = type.getName().substring(type.getName().lastIndexOf('.') + 1) + ".class";
    try (InputStream in = type.getResourceAsStream(file)) {
      new ClassReader(in)
          .accept(
              new ClassVisitor(Opcodes.ASM9) {
                @Override
                public MethodVisitor visitMethod(
                    int access, String name, String descriptor, String sign, String[] thrown) {
                  return name.equals("toString") ? calls(found) : null;
                }
              },
              0);
    }
    return found[0];
  }

  private static MethodVisitor calls(boolean[] found) {
    return new MethodVisitor(Opcodes.ASM9) {
      @Override
      public void visitInvokeDynamicInsn(
          String name, String descriptor, Handle bootstrap, Object... arguments) {
        found[0] |= bootstrap.getOwner().equals("java/lang/runtime/ObjectMethods");
      }
    };
  }
}
