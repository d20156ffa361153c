package dev.loquat.nativeimage;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SequencedSet;
import java.util.Set;
import java.util.TreeSet;

/** The types of ours that Jackson reaches by reflection when it writes a value. */
final class JsonTypes {
  private final TreeSet<Class<?>> found = new TreeSet<>(Comparator.comparing(Class::getName));

  private JsonTypes() {}

  /**
   * The roots and all that their components lead to, through lists, maps and optionals. Enums are
   * written by name and need nothing.
   */
  static SequencedSet<Class<?>> reachableFrom(Iterable<Class<?>> roots) {
    JsonTypes types = new JsonTypes();
    roots.forEach(types::visit);
    return types.found;
  }

  private void visit(Type type) {
    switch (type) {
      case Class<?> c when c.isArray() -> visit(c.getComponentType());
      case Class<?> c -> visitClass(c);
      case ParameterizedType p -> {
        visit(p.getRawType());
        Arrays.stream(p.getActualTypeArguments()).forEach(this::visit);
      }
      case WildcardType w -> Arrays.stream(w.getUpperBounds()).forEach(this::visit);
      case GenericArrayType a -> visit(a.getGenericComponentType());
      default -> {
        // a type variable: its bound is written by the class that fills it in
      }
    }
  }

  private void visitClass(Class<?> type) {
    if (!type.getName().startsWith("dev.loquat.") || type.isEnum() || found.contains(type)) {
      return;
    }
    if (type.isSealed()) {
      Arrays.stream(type.getPermittedSubclasses()).forEach(this::visit);
    }
    if (type.isInterface()) {
      return;
    }
    found.add(type);
    written(type).forEach(this::visit);
  }

  private static List<Type> written(Class<?> type) {
    List<Type> types = new ArrayList<>();
    if (type.isRecord()) {
      for (RecordComponent component : type.getRecordComponents()) {
        if (!component.getAccessor().isAnnotationPresent(JsonIgnore.class)) {
          types.add(component.getGenericType());
        }
      }
    }
    for (Method method : type.getMethods()) {
      if (isGetter(method)) {
        types.add(method.getGenericReturnType());
      }
    }
    return types;
  }

  private static boolean isGetter(Method method) {
    Set<Class<?>> foreign = Set.of(Object.class, Record.class, Enum.class);
    return method.getName().matches("get[A-Z].*")
        && method.getParameterCount() == 0
        && !Modifier.isStatic(method.getModifiers())
        && !foreign.contains(method.getDeclaringClass())
        && !method.isAnnotationPresent(JsonIgnore.class);
  }
}
