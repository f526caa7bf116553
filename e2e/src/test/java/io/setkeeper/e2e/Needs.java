package io.setkeeper.e2e;

import static org.junit.platform.commons.support.AnnotationSupport.findAnnotation;

import java.io.File;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * What a story can't be played without. Where that is missing it is left out, and a line says so.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(Needs.Condition.class)
@interface Needs {
  /** The thing that it needs. */
  Thing value();

  /** What not every cluster has. */
  enum Thing {
    /** The machine that the cluster runs on, to stop parts of it and to read its audit log. */
    NODE,
    /** An API server that enforces RBAC. */
    RIGHTS,
    /** Pods whose addresses and names may stand in one config. */
    ADDRESSES,
    /** Kubernetes' own command, against Kubernetes' own API server. */
    KUBECTL,
    /** This build's images, which e2e/cluster has loaded from their tarballs. */
    TARBALLS;

    /** Why this cluster does not have it; empty where it does. */
    Optional<String> lack(io.setkeeper.e2e.Target target) {
      if (target.node().isPresent()) {
        return Optional.empty();
      }
      return switch (this) {
        case NODE ->
            Optional.of("stops parts of the node or reads its log: needs the node of e2e/cluster");
        case TARBALLS ->
            Optional.of("looks into the images that e2e/cluster has loaded, and this is another");
        case RIGHTS ->
            target.isSandbox()
                ? Optional.of("needs an API server that enforces RBAC, and this is a sandbox")
                : Optional.empty();
        case ADDRESSES ->
            target.isSandbox()
                ? Optional.of(
                    "renames one member after the other: a sandbox's addresses are loopback's, and"
                        + " mongod takes no config in which some are and others are not")
                : Optional.empty();
        case KUBECTL ->
            target.isSandbox()
                ? Optional.of("needs a real cluster: kubectl on a sandbox is the module clients'")
                : isOnPath("kubectl") ? Optional.empty() : Optional.of("needs kubectl on the PATH");
      };
    }

    private static boolean isOnPath(String program) {
      String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
      return Arrays.stream(path.split(File.pathSeparator, -1))
          .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }
  }

  /** Asks the cluster. */
  final class Condition implements ExecutionCondition {
    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
      return findAnnotation(context.getElement(), Needs.class)
          .flatMap(needs -> needs.value().lack(io.setkeeper.e2e.Target.fromProperties()))
          .map(why -> leftOut(context, why))
          .orElseGet(() -> ConditionEvaluationResult.enabled("it has what it needs"));
    }

    /** Failsafe counts what is skipped, and writes the reason only into its report. */
    private static ConditionEvaluationResult leftOut(ExtensionContext context, String why) {
      String story =
          context.getRequiredTestClass().getSimpleName()
              + context.getTestMethod().map(method -> "." + method.getName()).orElse("");
      System.out.println("Left out: " + story + " " + why);
      return ConditionEvaluationResult.disabled(why);
    }
  }
}
